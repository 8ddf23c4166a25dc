using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>The stored head of an article: everything that lists need, without the body.</summary>
internal sealed class ArticleRow
{
    public required ArticleId Id { get; init; }
    public required string Slug { get; set; }
    public int Revision { get; set; }
    public ArticleState State { get; set; }
    public required string Title { get; set; }
    public required string Summary { get; set; }
    public int WordCount { get; set; }
    public string? Url { get; set; }
    public string? Language { get; set; }
    public SectionSlug Section { get; set; }
    public ArticleImage? Image { get; set; }
    public List<Enclosure> Enclosures { get; set; } = [];
    public bool Announce { get; set; }
    public DateTimeOffset PublishedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? FirstVisibleAt { get; set; }
    public string? Correction { get; set; }
    public DateTimeOffset? CorrectedAt { get; set; }
}

/// <summary>What an article said at one time. The newest one is what readers see.</summary>
internal sealed class RevisionRow
{
    public ArticleId Article { get; init; }
    public int Number { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string BodyHtml { get; init; }
    public string? Correction { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>An article in a section. Its sequence decides what is new there.</summary>
internal sealed class MembershipRow
{
    public ArticleId Article { get; init; }
    public SectionSlug Section { get; init; }

    /// <summary>Given when it becomes visible, strictly rising in commit order; null before.</summary>
    public long? Sequence { get; set; }

    /// <summary>Copied from the article, so that a section's newest are one index range.</summary>
    public bool Visible { get; set; }

    /// <inheritdoc cref="Visible"/>
    public DateTimeOffset PublishedAt { get; set; }
}

/// <summary>An author's place in an article's byline.</summary>
internal sealed class BylineRow
{
    public ArticleId Article { get; init; }
    public AuthorSlug Author { get; init; }
    public int Position { get; set; }
    public bool Visible { get; set; }
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>Since when the article, visible until then, is taken back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A tag on an article.</summary>
internal sealed class TaggingRow
{
    public ArticleId Article { get; init; }
    public TagSlug Tag { get; init; }
    public required string Name { get; set; }
    public int Position { get; set; }
    public bool Visible { get; set; }
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>Since when the article, visible until then, is taken back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A name that an article had before: its address leads on to the present one.</summary>
internal sealed class FormerSlugRow
{
    public required string Slug { get; init; }
    public ArticleId Article { get; set; }
}

/// <summary>The one counter that sequences are taken from; held to the commit, so that they rise in commit order.</summary>
internal sealed class SequenceCounter
{
    public const string Table = "SequenceCounter";
    public int Id { get; init; }
    public long Last { get; set; }
}

internal sealed class ArticleRowConfiguration
    : IEntityTypeConfiguration<ArticleRow>,
        IEntityTypeConfiguration<RevisionRow>,
        IEntityTypeConfiguration<MembershipRow>,
        IEntityTypeConfiguration<BylineRow>,
        IEntityTypeConfiguration<TaggingRow>,
        IEntityTypeConfiguration<FormerSlugRow>,
        IEntityTypeConfiguration<SequenceCounter>
{
    public void Configure(EntityTypeBuilder<ArticleRow> builder)
    {
        builder.ToTable("Articles");
        builder.HasKey(article => article.Id);
        builder.Property(article => article.Id).HasConversion<ArticleIdConverter>();
        builder.Property(article => article.Section).HasConversion(slug => slug.Value, stored => new SectionSlug(stored));
        builder
            .Property(article => article.Image)
            .HasConversion(
                image => image == null ? null : JsonSerializer.Serialize(image, StoredJson.Default.ArticleImage),
                stored => stored == null ? null : JsonSerializer.Deserialize(stored, StoredJson.Default.ArticleImage)
            );
        builder
            .Property(article => article.Enclosures)
            .HasConversion(
                enclosures => JsonSerializer.Serialize(enclosures, StoredJson.Default.ListEnclosure),
                stored => JsonSerializer.Deserialize(stored, StoredJson.Default.ListEnclosure)!,
                new ValueComparer<List<Enclosure>>(
                    (one, other) => one!.SequenceEqual(other!),
                    list => list.Aggregate(0, HashCode.Combine),
                    list => list.ToList()
                )
            );
        builder.HasIndex(article => article.Slug).IsUnique();
        builder.HasIndex(article => new
        {
            article.State,
            article.PublishedAt,
            article.Id,
        });
        builder.HasIndex(article => new { article.State, article.ExpiresAt });
    }

    public void Configure(EntityTypeBuilder<RevisionRow> builder)
    {
        builder.ToTable("Revisions");
        builder.HasKey(revision => new { revision.Article, revision.Number });
        builder.Property(revision => revision.Article).HasConversion<ArticleIdConverter>();
    }

    public void Configure(EntityTypeBuilder<MembershipRow> builder)
    {
        builder.ToTable("Memberships");
        builder.HasKey(membership => new { membership.Article, membership.Section });
        builder.Property(membership => membership.Article).HasConversion<ArticleIdConverter>();
        builder.Property(membership => membership.Section).HasConversion(slug => slug.Value, stored => new SectionSlug(stored));
        builder.HasIndex(membership => new { membership.Section, membership.Sequence });
        builder.HasIndex(membership => new
        {
            membership.Section,
            membership.Visible,
            membership.PublishedAt,
            membership.Article,
        });
    }

    public void Configure(EntityTypeBuilder<BylineRow> builder)
    {
        builder.ToTable("Bylines");
        builder.HasKey(byline => new { byline.Article, byline.Author });
        builder.Property(byline => byline.Article).HasConversion<ArticleIdConverter>();
        builder.Property(byline => byline.Author).HasConversion(slug => slug.Value, stored => new AuthorSlug(stored));
        builder.HasIndex(byline => new
        {
            byline.Author,
            byline.Visible,
            byline.PublishedAt,
            byline.Article,
        });
        builder
            .HasIndex(byline => new
            {
                byline.Author,
                byline.RemovedAt,
                byline.Article,
            })
            .HasFilter("\"RemovedAt\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<TaggingRow> builder)
    {
        builder.ToTable("Taggings");
        builder.HasKey(tagging => new { tagging.Article, tagging.Tag });
        builder.Property(tagging => tagging.Article).HasConversion<ArticleIdConverter>();
        builder.Property(tagging => tagging.Tag).HasConversion(slug => slug.Value, stored => new TagSlug(stored));
        builder.HasIndex(tagging => new
        {
            tagging.Tag,
            tagging.Visible,
            tagging.PublishedAt,
            tagging.Article,
        });
        builder
            .HasIndex(tagging => new
            {
                tagging.Tag,
                tagging.RemovedAt,
                tagging.Article,
            })
            .HasFilter("\"RemovedAt\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<FormerSlugRow> builder)
    {
        builder.ToTable("FormerSlugs");
        builder.HasKey(former => former.Slug);
        builder.Property(former => former.Article).HasConversion<ArticleIdConverter>();
    }

    public void Configure(EntityTypeBuilder<SequenceCounter> builder)
    {
        builder.ToTable(SequenceCounter.Table);
        builder.HasKey(counter => counter.Id);
        builder.Property(counter => counter.Id).ValueGeneratedNever();
        builder.HasData(new SequenceCounter { Id = 1, Last = 0 });
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ArticleImage))]
[JsonSerializable(typeof(List<Enclosure>))]
internal sealed partial class StoredJson : JsonSerializerContext;
