using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;

namespace Syndication.Articles;

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

internal sealed class MembershipRowConfiguration : IEntityTypeConfiguration<MembershipRow>
{
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
}
