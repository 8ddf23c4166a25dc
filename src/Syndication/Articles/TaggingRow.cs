using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;

namespace Syndication.Articles;

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

internal sealed class TaggingRowConfiguration : IEntityTypeConfiguration<TaggingRow>
{
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
}
