using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Digests;

/// <summary>An article's place in one version of an issue: with the version that a message was sent with, who received what.</summary>
internal sealed class IssueArticle
{
    public long Issue { get; init; }
    public int Version { get; init; }

    /// <summary>Place in the order shown, from 0.</summary>
    public int Position { get; init; }

    public ArticleId Article { get; init; }

    /// <summary>The revision that was rendered.</summary>
    public int Revision { get; init; }

    public ArticleForm Form { get; init; }

    /// <summary>The section that it is shown under.</summary>
    public SectionSlug Section { get; init; }
}

/// <summary>How much of an article an issue carries; it is shortened downwards where the byte budget asks for it.</summary>
internal enum ArticleForm
{
    Full = 0,
    Summary = 1,
    Headline = 2,

    /// <summary>Its correction alone, for those who received the article before.</summary>
    Correction = 3,
}

internal sealed class IssueArticleConfiguration : IEntityTypeConfiguration<IssueArticle>
{
    public void Configure(EntityTypeBuilder<IssueArticle> builder)
    {
        builder.ToTable("IssueArticles");
        builder.HasKey(row => new
        {
            row.Issue,
            row.Version,
            row.Position,
        });
        builder.Property(row => row.Article).HasConversion<ArticleIdConverter>();
        builder.Property(row => row.Section).HasConversion(slug => slug.Value, stored => new SectionSlug(stored));
        builder.HasIndex(row => new { row.Article, row.Issue });
    }
}
