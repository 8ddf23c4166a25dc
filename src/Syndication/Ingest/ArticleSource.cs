using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;

namespace Syndication.Ingest;

/// <summary>What a source calls an article: how the same article is recognised when it comes again.</summary>
internal sealed class ArticleSource
{
    /// <summary>The API's source: two of its ids are never one article.</summary>
    public const string Api = "api";

    /// <summary>The way in: <c>api</c>, or a kind of import.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own name for it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The article.</summary>
    public ArticleId Article { get; set; }

    /// <summary>What was sent last, as it was sent, without the body: a later patch is merged over it, so that texts are cleaned once.</summary>
    public required string Document { get; set; }

    /// <summary>Hash of headline and body: a file that was only moved is recognised by it.</summary>
    public required string Fingerprint { get; set; }
}

internal sealed class ArticleSourceConfiguration : IEntityTypeConfiguration<ArticleSource>
{
    public void Configure(EntityTypeBuilder<ArticleSource> builder)
    {
        builder.ToTable("ArticleSources");
        builder.HasKey(source => new { source.Source, source.ExternalId });
        builder.Property(source => source.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(source => source.Article);
        builder.HasIndex(source => new { source.Source, source.Fingerprint });
    }
}
