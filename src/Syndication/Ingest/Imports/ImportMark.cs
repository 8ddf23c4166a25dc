using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Ingest.Imports;

/// <summary>
/// What an import stored last under a source's id. It is written in the transaction that stores the article, so that an import that was
/// stopped at any moment and is run again passes over what is there without cleaning it anew.
/// </summary>
internal sealed class ImportMark
{
    /// <summary>The way in (<see cref="ArticleSource.Source"/>).</summary>
    public required string Source { get; init; }

    /// <summary>What the source calls the article.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Hash of the article as it came, before cleaning, and of what the operator asked for it.</summary>
    public required string Print { get; set; }
}

internal sealed class ImportMarkConfiguration : IEntityTypeConfiguration<ImportMark>
{
    public void Configure(EntityTypeBuilder<ImportMark> builder)
    {
        builder.ToTable("ImportMarks");
        builder.HasKey(mark => new { mark.Source, mark.ExternalId });
    }
}
