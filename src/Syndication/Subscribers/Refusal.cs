using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Subscribers;

/// <summary>An address whose owner said no, known by its keyed hash alone: it can be recognised when it comes again, and not be read.</summary>
internal sealed class Refusal
{
    public required byte[] Address { get; init; }

    public RefusalReason Reason { get; set; }

    public DateTimeOffset At { get; set; }
}

internal enum RefusalReason
{
    /// <summary>Erased: an import must not bring it back; its owner may sign up again.</summary>
    Erased = 1,

    /// <summary>Its owner never asked: not even a confirmation is sent to it.</summary>
    Disowned = 2,
}

internal sealed class RefusalConfiguration : IEntityTypeConfiguration<Refusal>
{
    public void Configure(EntityTypeBuilder<Refusal> builder)
    {
        builder.ToTable("Refusals");
        builder.HasKey(refusal => refusal.Address);
    }
}
