using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Digests.Tracking;

namespace Syndication.Digests;

/// <summary>An issue as it was rendered once, with holes for each reader's own links. Never changed: what was sent can be shown again.</summary>
internal sealed class IssueVersion
{
    public long Issue { get; init; }
    public int Version { get; init; }
    public required string Subject { get; init; }

    /// <summary>HTML part; null where readers asked for text alone.</summary>
    public string? Html { get; init; }

    public required string Text { get; init; }

    /// <summary>The name of the holes in both parts; never published.</summary>
    public required string HoleName { get; init; }

    /// <summary>What it says is counted, and so what may be; the links are replaced as it is sent.</summary>
    public TrackingMode Tracking { get; init; }

    /// <summary>What stands in both parts for each reader's own links.</summary>
    public Holes Holes => new(HoleName);

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IssueVersionConfiguration : IEntityTypeConfiguration<IssueVersion>
{
    public void Configure(EntityTypeBuilder<IssueVersion> builder)
    {
        builder.ToTable("IssueVersions");
        builder.HasKey(row => new { row.Issue, row.Version });
        builder.Ignore(row => row.Holes);
    }
}
