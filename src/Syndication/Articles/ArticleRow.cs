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

    /// <summary>The first revision that carries <see cref="Correction"/>; null for an article that came with it.</summary>
    public int? CorrectionRevision { get; set; }

    /// <summary>Given to the correction when readers can see it, of the same counter as memberships' sequences: what is announced is decided by it.</summary>
    public long? CorrectionSequence { get; set; }
}

internal sealed class ArticleRowConfiguration : IEntityTypeConfiguration<ArticleRow>
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
        builder.HasIndex(article => article.CorrectionSequence).HasFilter("\"CorrectionSequence\" IS NOT NULL");
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ArticleImage))]
[JsonSerializable(typeof(List<Enclosure>))]
internal sealed partial class StoredJson : JsonSerializerContext;
