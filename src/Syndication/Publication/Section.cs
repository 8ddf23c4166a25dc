using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Publication;

/// <summary>A part of the publication that readers follow on its own.</summary>
public sealed class Section
{
    /// <summary>Its name in addresses; never changes.</summary>
    public required SectionSlug Slug { get; init; }

    /// <summary>Its name for people, plain text.</summary>
    public required string Name { get; set; }

    /// <summary>What it is about, plain text; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>Standing note printed under its articles, plain text; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>BCP 47 tag; null: the publication's.</summary>
    public string? Language { get; set; }

    /// <summary>How much of an article its feeds carry.</summary>
    public FeedContent Content { get; set; } = FeedContent.Full;

    /// <summary>The section that took over its readers: feeds answer 301 to it.</summary>
    public SectionSlug? MovedTo { get; set; }

    /// <summary>Since when it is no more: feeds answer 410.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether it still takes articles and readers.</summary>
    public bool IsOpen => EndedAt is null && MovedTo is null;

    /// <summary>Whether an issue with it waits for somebody's approval before any reader gets it.</summary>
    public bool HoldsIssues { get; set; }

    /// <summary>Whether issues of it alone stay out of its archive and of search engines, as those of several sections do.</summary>
    public bool HidesIssues { get; set; }

    /// <summary>Place in lists, from 0; sections are shown in the order they were added.</summary>
    public int Position { get; set; }
}

internal sealed class SectionConfiguration : IEntityTypeConfiguration<Section>
{
    public void Configure(EntityTypeBuilder<Section> builder)
    {
        builder.ToTable("Sections");
        builder.HasKey(section => section.Slug);
        builder
            .Property(section => section.Slug)
            .HasConversion(slug => slug.Value, stored => new SectionSlug(stored))
            .HasMaxLength(Publication.Slug.MaxLength);
        builder.Property(section => section.MovedTo).HasConversion(slug => slug!.Value.Value, stored => new SectionSlug(stored));
    }
}
