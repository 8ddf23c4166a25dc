using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>
/// An article's place in the archive of the publication or of a section. Given once, when it is first seen there, and kept for ever: what
/// is withdrawn does not move those that stay, and what comes back comes back to its place.
/// </summary>
internal sealed class PlacementRow
{
    public ArticleId Article { get; init; }

    /// <summary><see cref="Publication.Scope.Key"/>.</summary>
    public required string Scope { get; init; }

    /// <summary><see cref="ArchivePlace.Number"/>.</summary>
    public long Place { get; init; }

    /// <summary>Whether it can be seen in the scope now.</summary>
    public bool Visible { get; set; }

    /// <summary>Since when it is taken back; null while it is visible anywhere.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

internal sealed class PlacementRowConfiguration : IEntityTypeConfiguration<PlacementRow>
{
    public void Configure(EntityTypeBuilder<PlacementRow> builder)
    {
        builder.ToTable("ArchivePlacements");
        builder.HasKey(placement => new { placement.Article, placement.Scope });
        builder.Property(placement => placement.Article).HasConversion<ArticleIdConverter>();
        builder.HasIndex(placement => new
        {
            placement.Scope,
            placement.Place,
            placement.Visible,
        });
        builder
            .HasIndex(placement => new
            {
                placement.Scope,
                placement.RemovedAt,
                placement.Article,
            })
            .HasFilter("\"RemovedAt\" IS NOT NULL");
    }
}
