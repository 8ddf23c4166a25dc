using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;

namespace Syndication.Ingest;

/// <summary>What a source calls an article: how the same article is recognised when it comes again. One article may have several.</summary>
internal sealed class ArticleSource
{
    /// <summary>The API's source: two of its ids are never one article.</summary>
    public const string Api = "api";

    /// <summary>The way in: <c>api</c>, or a kind of import, with the site's host behind a colon where ids are the site's own.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own name for it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The article.</summary>
    public ArticleId Article { get; set; }

    /// <summary>What was sent last, as it was sent, without the body: a later patch is merged over it, so that texts are cleaned once.</summary>
    public required string Document { get; set; }

    /// <summary>Hash of headline and body: a file that was only moved is recognised by it.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The article's canonical address at the source (<see cref="Sameness.CanonicalAddress"/>); null where it has none.</summary>
    public string? Address { get; set; }

    /// <summary>When it was published, by the source's word; null: not said.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When what was sent last was written, by the source's word; null: not said.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Whether readers see this source's text (<see cref="Sameness.Ownership"/>); of an article's sources at most one.</summary>
    public bool IsOwner { get; set; }

    /// <summary>The date by which copies are told older from newer.</summary>
    public DateTimeOffset? ChangedAt => UpdatedAt ?? PublishedAt;
}

internal sealed class ArticleSourceConfiguration : IEntityTypeConfiguration<ArticleSource>
{
    public void Configure(EntityTypeBuilder<ArticleSource> builder)
    {
        builder.ToTable("ArticleSources");
        builder.HasKey(source => new { source.Source, source.ExternalId });
        builder.Property(source => source.Article).HasConversion<ArticleIdConverter>();
        builder.Ignore(source => source.ChangedAt);
        builder.HasIndex(source => source.Article);
        builder.HasIndex(source => new { source.Source, source.Fingerprint });
        builder.HasIndex(source => new { source.Address, source.Article }).HasFilter("\"Address\" IS NOT NULL");
    }
}
