using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;

namespace Syndication.Ingest.Watching;

/// <summary>A file of the watched folder as it was read last: what is like this is not read again.</summary>
internal sealed class WatchedFile
{
    /// <summary>The row of this name stands for the folder: everything that lay there at first has been read.</summary>
    public const string Folder = "";

    /// <summary>Below the folder, with slashes.</summary>
    public required string Path { get; init; }

    public long Size { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>SHA-256 of its bytes: a file that was only touched changes nothing.</summary>
    public string Hash { get; set; } = "";

    public WatchedOutcome Outcome { get; set; }

    /// <summary>The one article that it is; null where it was refused or holds several.</summary>
    public ArticleId? Article { get; set; }

    /// <summary>Articles that came of it.</summary>
    public int Articles { get; set; }

    /// <summary>Why it, or what of it, was refused, one line each; empty where nothing was.</summary>
    public string Faults { get; set; } = "";

    /// <summary>What its editor should know, one line each.</summary>
    public string Notes { get; set; } = "";

    public DateTimeOffset ReadAt { get; set; }
}

/// <summary>What became of a file of the watched folder.</summary>
internal enum WatchedOutcome
{
    /// <summary>All that is in it is stored.</summary>
    Taken = 0,

    /// <summary>Some or all of it is not.</summary>
    Refused = 1,

    /// <summary>It was deleted, and its article withdrawn with it.</summary>
    Withdrawn = 2,
}

internal sealed class WatchedFileConfiguration : IEntityTypeConfiguration<WatchedFile>
{
    public void Configure(EntityTypeBuilder<WatchedFile> builder)
    {
        builder.ToTable("WatchedFiles");
        builder.HasKey(file => file.Path);
        builder.Property(file => file.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(file => file.Outcome);
        builder.HasIndex(file => file.ReadAt).HasFilter("\"Notes\" <> ''");
    }
}
