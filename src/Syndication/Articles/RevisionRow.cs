using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Articles;

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

internal sealed class RevisionRowConfiguration : IEntityTypeConfiguration<RevisionRow>
{
    public void Configure(EntityTypeBuilder<RevisionRow> builder)
    {
        builder.ToTable("Revisions");
        builder.HasKey(revision => new { revision.Article, revision.Number });
        builder.Property(revision => revision.Article).HasConversion<ArticleIdConverter>();
    }
}
