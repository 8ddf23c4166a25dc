using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery;

/// <summary>An address that must not be mailed again, known by its keyed hash alone: it outlives an erasure of its reader.</summary>
public sealed class Suppression
{
    /// <summary>Keyed hash of the normalised address.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Why.</summary>
    public SuppressionReason Reason { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Why an address must not be mailed.</summary>
public enum SuppressionReason
{
    /// <summary>There is no such mailbox.</summary>
    NoSuchMailbox = 0,

    /// <summary>Its owner called our mail unwanted.</summary>
    Complaint = 1,

    /// <summary>Its owner said: this was not me.</summary>
    Disowned = 2,

    /// <summary>An operator said so.</summary>
    Operator = 3,

    /// <summary>Mail to it kept coming back, on as many days as <c>Bounces:SoftDays</c> says.</summary>
    KeepsFailing = 4,
}

internal sealed class SuppressionConfiguration : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("Suppressions");
        builder.HasKey(suppression => suppression.Hash);
    }
}
