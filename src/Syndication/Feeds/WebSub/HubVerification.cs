using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// A request to the hub whose callback is to be asked whether it meant it (verification of intent), or told that the answer is no. Kept
/// for an hour after, since requests are limited by the hour.
/// </summary>
internal sealed class HubVerification
{
    /// <summary>A verification is sent once; a second time only where the process died in between.</summary>
    public const int MostAttempts = 2;

    public long Id { get; init; }

    public HubMode Mode { get; set; }

    /// <summary>As the subscriber named it.</summary>
    public required string Topic { get; init; }

    public required string Callback { get; init; }

    public required string Host { get; init; }

    /// <summary>Keyed hash of the network that asked; null where it is not known, or nobody asked.</summary>
    public byte[]? Network { get; init; }

    public TimeSpan Lease { get; set; }

    /// <inheritdoc cref="HubSubscription.Secret"/>
    public byte[]? Secret { get; set; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Whether there is nothing more to be done.</summary>
    public bool IsDone { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it may be taken up: while somebody holds it, when that hold ends.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Who holds it; only the holder's result counts.</summary>
    public Guid? Holder { get; set; }
}

internal sealed class HubVerificationConfiguration : IEntityTypeConfiguration<HubVerification>
{
    public void Configure(EntityTypeBuilder<HubVerification> builder)
    {
        builder.ToTable("HubVerifications");
        builder.HasKey(verification => verification.Id);
        builder.Property(verification => verification.Lease).HasConversion<long>();
        builder.HasIndex(verification => new { verification.IsDone, verification.DueAt });
        builder.HasIndex(verification => new { verification.Host, verification.RequestedAt });
        builder.HasIndex(verification => new { verification.Callback, verification.Topic });
        builder.HasIndex(verification => verification.RequestedAt);
    }
}
