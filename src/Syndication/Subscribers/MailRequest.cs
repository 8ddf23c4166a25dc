using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Subscribers;

/// <summary>A request that mail be sent to an address, kept for a day to hold the budgets. Written whether or not mail follows.</summary>
internal sealed class MailRequest
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Keyed hash of the address.</summary>
    public required byte[] Address { get; init; }

    /// <summary>Keyed hash of the network it came from; null: not known.</summary>
    public byte[]? Network { get; init; }

    /// <summary>Whether a mail was queued.</summary>
    public bool Mailed { get; init; }
}

internal sealed class MailRequestConfiguration : IEntityTypeConfiguration<MailRequest>
{
    public void Configure(EntityTypeBuilder<MailRequest> builder)
    {
        builder.ToTable("MailRequests");
        builder.HasKey(request => request.Id);
        builder.HasIndex(request => request.At);

        // Only mails count against the budgets: a flood of requests must not slow down the counting.
        builder.HasIndex(request => new { request.Mailed, request.At });
        builder.HasIndex(request => new { request.Address, request.At });
        builder.HasIndex(request => new { request.Network, request.At });
    }
}
