using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Delivery.Returns;

namespace Syndication.Bounces;

/// <summary>A report that something followed from, kept for operators and so that it counts once.</summary>
public sealed class BounceReport
{
    /// <summary>Rises with time.</summary>
    public long Id { get; init; }

    /// <summary>By which way it came: <c>mailbox</c>, or a provider's name.</summary>
    public required string Source { get; init; }

    /// <summary>Hash of its bytes, or of the number that its provider gave it: the same report twice changes nothing.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The ledger's row that it is about; null: known is only whose it was.</summary>
    public long? Message { get; init; }

    /// <summary>The reader, by number; null: erased since.</summary>
    public long? Reader { get; set; }

    /// <summary>Keyed hash of the address, as the list of suppressions has it; null: its reader has another one since.</summary>
    public byte[]? Address { get; init; }

    /// <summary>What it says.</summary>
    public ReturnClass Class { get; init; }

    /// <summary>Why, in the words that reports are judged by.</summary>
    public required string Reason { get; init; }

    /// <summary>Enhanced status code (RFC 3463); null: it has none.</summary>
    public string? Status { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Its text, gzipped and cut to a bounded length; null: its time is over, or its reader was erased.</summary>
    public byte[]? Content { get; set; }
}

internal sealed class BounceReportConfiguration : IEntityTypeConfiguration<BounceReport>
{
    public void Configure(EntityTypeBuilder<BounceReport> builder)
    {
        builder.ToTable("BounceReports");
        builder.HasKey(report => report.Id);
        builder.HasIndex(report => report.Key).IsUnique();

        // One message fails once and is complained of once, by however many ways that is said, and however often.
        builder.HasIndex(report => new { report.Message, report.Class }).IsUnique().HasFilter("\"Message\" IS NOT NULL");
        builder.HasIndex(report => report.Address);
        builder.HasIndex(report => report.Reader);
        builder.HasIndex(report => report.At).HasFilter("\"Content\" IS NOT NULL");
    }
}
