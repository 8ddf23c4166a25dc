using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>One compiled digest. Readers whose issue is equal share it; the ledger's group is its number.</summary>
internal sealed class Issue
{
    /// <summary>The ledger's group; never public.</summary>
    public long Id { get; init; }

    /// <summary>Its name in addresses: random, so that nobody counts or guesses issues.</summary>
    public required string PublicId { get; init; }

    /// <summary>What makes two readers' issues equal; null once a later version differs from it, so that nobody joins any more.</summary>
    public byte[]? SharingKey { get; set; }

    /// <summary>The newest version's number.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The newest version's subject.</summary>
    public required string Title { get; set; }

    /// <summary>Slugs of the sections that were due, in their order.</summary>
    public List<string> Sections { get; init; } = [];

    /// <summary>The first so many of the candidates, in the order of filling, are in; the rest stays beyond the mark.</summary>
    public int Taken { get; init; }

    /// <summary>Candidates that had no room.</summary>
    public int More { get; init; }

    public MailFormat Format { get; init; }

    public MailLayout Layout { get; init; }

    /// <summary>BCP 47 tag of the frame's words.</summary>
    public required string Language { get; init; }

    /// <summary>The reader's local date that it shows.</summary>
    public DateOnly Date { get; init; }

    /// <summary>The local date of the oldest overdue issue whose articles are in it; null: none.</summary>
    public DateOnly? FoldedFrom { get; init; }

    /// <summary>Whether there were several such issues.</summary>
    public bool FoldedSeveral { get; init; }

    /// <summary>The one section that it is of; null: it is of a reader's plan with several.</summary>
    public SectionSlug? Section { get; init; }

    /// <summary>The special edition that it is of; null: a digest.</summary>
    public long? SpecialEdition { get; init; }

    public IssueState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Whether an issue has anything to say.</summary>
internal enum IssueState
{
    /// <summary>It has.</summary>
    Live = 0,

    /// <summary>Withdrawals took everything out of it.</summary>
    Emptied = 1,
}

internal sealed class IssueConfiguration : IEntityTypeConfiguration<Issue>
{
    public void Configure(EntityTypeBuilder<Issue> builder)
    {
        builder.ToTable("Issues");
        builder.HasKey(issue => issue.Id);
        builder.HasIndex(issue => issue.PublicId).IsUnique();
        builder.HasIndex(issue => issue.SharingKey).IsUnique();
        builder.Property(issue => issue.Section).HasConversion(slug => slug!.Value.Value, stored => new SectionSlug(stored));
        builder.HasIndex(issue => new { issue.Section, issue.Id });
    }
}
