using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;

namespace Syndication.Ingest.Pictures;

/// <summary>The lead picture of an article that came without its size: work to do, and then what was found.</summary>
internal sealed class PictureRow
{
    /// <summary>Whose it is.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>Where it is; with another address of the same article it is looked at anew.</summary>
    public required string Url { get; set; }

    public PictureState State { get; set; }

    /// <summary>Its media type, where it is known.</summary>
    public string? Type { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    public long? Bytes { get; set; }

    /// <summary>Why it is dead, or why it could not be looked at yet, one line; null where nothing is wrong.</summary>
    public string? Reason { get; set; }

    /// <summary>How often it was tried without an answer that decides.</summary>
    public int Tries { get; set; }

    /// <summary>Not before then, where it waits.</summary>
    public DateTimeOffset DueAt { get; set; }
}

internal sealed class PictureRowConfiguration : IEntityTypeConfiguration<PictureRow>
{
    public void Configure(EntityTypeBuilder<PictureRow> builder)
    {
        builder.ToTable("Pictures");
        builder.HasKey(picture => picture.Article);
        builder.Property(picture => picture.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(picture => picture.Url);
        builder.HasIndex(picture => new { picture.State, picture.DueAt });
    }
}
