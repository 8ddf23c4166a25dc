using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;

namespace Syndication.Ingest.Sameness;

/// <summary>What an article is found by when another copy of it comes in: its headline's number and its text's sketch.</summary>
internal sealed class PrintRow
{
    public ArticleId Article { get; init; }

    /// <summary><see cref="Sketch.OfWords"/>.</summary>
    public long? Title { get; set; }

    /// <summary>The article's date; copies are looked for around theirs.</summary>
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary><see cref="Sketch.ToBytes"/>: what stands in <see cref="PrintKeyRow"/> of its text.</summary>
    public required byte[] Keys { get; set; }
}

/// <summary>One number that an article is found by: of its text's sketch, of an address, of another copy's text or headline.</summary>
internal sealed class PrintKeyRow
{
    /// <summary>Counts up, so that rows are appended and the index alone grows in all places.</summary>
    public long Number { get; init; }

    public long Key { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public ArticleId Article { get; init; }
}

internal sealed class PrintRowConfiguration : IEntityTypeConfiguration<PrintRow>, IEntityTypeConfiguration<PrintKeyRow>
{
    public void Configure(EntityTypeBuilder<PrintRow> builder)
    {
        builder.ToTable("ArticlePrints");
        builder.HasKey(print => print.Article);
        builder.Property(print => print.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(print => new { print.Title, print.PublishedAt });
    }

    public void Configure(EntityTypeBuilder<PrintKeyRow> builder)
    {
        builder.ToTable("ArticlePrintKeys");
        builder.HasKey(key => key.Number);
        builder.Property(key => key.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(key => new { key.Key, key.PublishedAt });
    }
}
