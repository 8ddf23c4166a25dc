using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Digests.Editors;

/// <summary>What an editor puts into the issues of some days beside what is new: a note on top, a sponsor's words, or which article leads.</summary>
internal sealed class Insert
{
    public long Id { get; init; }

    /// <summary>Its name in addresses.</summary>
    public required string PublicId { get; init; }

    public InsertKind Kind { get; init; }

    /// <summary>Only issues with this section have it; null: all.</summary>
    public SectionSlug? Section { get; init; }

    /// <summary>Plain text: a note's heading, or the sponsor's name; may be empty for a note.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain text, paragraphs divided by an empty line.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where a sponsor's words lead; absolute.</summary>
    public string? Link { get; init; }

    /// <summary>A sponsor's picture.</summary>
    public ArticleImage? Image { get; init; }

    /// <summary>The article that leads.</summary>
    public ArticleId? Article { get; init; }

    /// <summary>Issues compiled from then on have it.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Issues compiled from then on do not; null: it stays until it is removed.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>What an <see cref="Insert"/> is.</summary>
internal enum InsertKind
{
    /// <summary>The editor's words above everything.</summary>
    Note = 0,

    /// <summary>Paid for, and labelled so.</summary>
    Sponsor = 1,

    /// <summary>An article that is shown first wherever it is in.</summary>
    Lead = 2,
}

internal sealed class InsertConfiguration : IEntityTypeConfiguration<Insert>
{
    public void Configure(EntityTypeBuilder<Insert> builder)
    {
        builder.ToTable("Inserts");
        builder.HasKey(insert => insert.Id);
        builder.HasIndex(insert => insert.PublicId).IsUnique();
        builder.HasIndex(insert => insert.Until);
        builder.Property(insert => insert.Section).HasConversion(slug => slug!.Value.Value, stored => new SectionSlug(stored));
        builder.Property(insert => insert.Article).HasConversion<ArticleIdConverter>();
        builder
            .Property(insert => insert.Image)
            .HasConversion(
                image => image == null ? null : JsonSerializer.Serialize(image, StoredJson.Default.ArticleImage),
                stored => stored == null ? null : JsonSerializer.Deserialize(stored, StoredJson.Default.ArticleImage)
            );
    }
}
