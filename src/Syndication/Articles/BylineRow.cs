using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;

namespace Syndication.Articles;

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

internal sealed class BylineRowConfiguration : IEntityTypeConfiguration<BylineRow>
{
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
}
