using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Ingest.Sources;

/// <summary>What is remembered of a source: where it is, when it is asked next, and what came of the last fetch.</summary>
internal sealed class SourceRow
{
    public long Id { get; init; }

    /// <summary><see cref="Source.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The address that was configured when the row was written: with another one, what was learned of the old one is forgotten.</summary>
    public required string Configured { get; set; }

    /// <summary>Where it is fetched: as configured, or where it moved to for good.</summary>
    public required string Address { get; set; }

    /// <summary>The host of <see cref="Address"/>.</summary>
    public required string Host { get; set; }

    /// <summary>Where redirects that are for good led to lately; null: nowhere.</summary>
    public string? MovedTo { get; set; }

    /// <summary>How many fetches in a row they led there.</summary>
    public int MovedSeen { get; set; }

    /// <summary>The validator of the last document, opaque: sent back as it came.</summary>
    public string? ETag { get; set; }

    /// <summary>The date of the last document as it was given.</summary>
    public string? LastModified { get; set; }

    /// <summary>SHA-256 of the last document's bytes, unpacked.</summary>
    public byte[]? BodyHash { get; set; }

    /// <summary>When it may be taken up: while somebody holds it, when that hold ends; null: not at all, it ended or is not configured.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Who holds it; only the holder's result counts.</summary>
    public Guid? Holder { get; set; }

    /// <summary>Time between two fetches by what it brought so far and by its own word.</summary>
    public TimeSpan Interval { get; set; }

    /// <summary>Hours, UTC, in which it asks not to be read: bit 0 is midnight's.</summary>
    public int SkipHours { get; set; }

    /// <summary>Days on which it asks not to be read: bit 0 is Sunday.</summary>
    public int SkipDays { get; set; }

    /// <summary>Fetches in a row that brought nothing.</summary>
    public int Failures { get; set; }

    /// <summary>Whether the last fetch took long.</summary>
    public bool IsSlow { get; set; }

    /// <summary>When the first pull of its address was done; null: what comes is an archive.</summary>
    public DateTimeOffset? FirstReadAt { get; set; }

    /// <summary>The last fetch of any outcome.</summary>
    public DateTimeOffset? LastFetchAt { get; set; }

    /// <summary>The last fetch that it answered as asked.</summary>
    public DateTimeOffset? LastReadAt { get; set; }

    /// <summary>The last fetch that brought something new.</summary>
    public DateTimeOffset? LastChangeAt { get; set; }

    public SourceOutcome? Outcome { get; set; }

    /// <summary>The last answer's status; null: there was none.</summary>
    public int? Status { get; set; }

    /// <summary>Why the last fetch brought nothing, or why it ended; null: it did.</summary>
    public string? Reason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When its hub is to be asked (again) to bring what is new; null: it names none.</summary>
    public DateTimeOffset? HubDueAt { get; set; }

    /// <summary>Until when its hub has promised to bring what is new; null: it has not.</summary>
    public DateTimeOffset? HubLeaseEndsAt { get; set; }

    /// <summary>When its hub brought something last.</summary>
    public DateTimeOffset? PushedAt { get; set; }

    /// <summary>How late it was taken up, where it was claimed because it was due; not stored.</summary>
    public TimeSpan Late { get; set; }
}

internal sealed class SourceRowConfiguration : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.ToTable("Sources");
        builder.HasKey(source => source.Id);
        builder.HasIndex(source => source.Key).IsUnique();
        builder.HasIndex(source => new { source.DueAt, source.Host });
        builder.HasIndex(source => source.Holder);
        builder.Ignore(source => source.Late);
        builder.Property(source => source.Interval).HasConversion<long>();
    }
}
