using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Articles;

/// <summary>A name that an article had before: its address leads on to the present one.</summary>
internal sealed class FormerSlugRow
{
    public required string Slug { get; init; }
    public ArticleId Article { get; set; }
}

internal sealed class FormerSlugRowConfiguration : IEntityTypeConfiguration<FormerSlugRow>
{
    public void Configure(EntityTypeBuilder<FormerSlugRow> builder)
    {
        builder.ToTable("FormerSlugs");
        builder.HasKey(former => former.Slug);
        builder.Property(former => former.Article).HasConversion<ArticleIdConverter>();
    }
}
