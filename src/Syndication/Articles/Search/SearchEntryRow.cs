using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Articles.Search;

/// <summary>The number under which a visible article is in the index.</summary>
internal sealed class SearchEntryRow
{
    /// <summary>See <see cref="SearchNumber"/>.</summary>
    public long Number { get; init; }
    public ArticleId Article { get; init; }
}

/// <summary>An article that waits to be put into the index.</summary>
internal sealed class SearchBacklogRow
{
    public ArticleId Article { get; init; }
}

internal sealed class SearchRowConfiguration : IEntityTypeConfiguration<SearchEntryRow>, IEntityTypeConfiguration<SearchBacklogRow>
{
    public void Configure(EntityTypeBuilder<SearchEntryRow> builder)
    {
        builder.ToTable("SearchEntries");
        builder.HasKey(entry => entry.Number);
        builder.Property(entry => entry.Number).ValueGeneratedNever();
        builder.Property(entry => entry.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(entry => entry.Article).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SearchBacklogRow> builder)
    {
        builder.ToTable("SearchBacklog");
        builder.HasKey(waiting => waiting.Article);
        builder.Property(waiting => waiting.Article).HasConversion<ArticleIdConverter>();
    }
}
