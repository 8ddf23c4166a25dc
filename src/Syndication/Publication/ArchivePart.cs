using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Publication;

/// <summary>One archived feed of a scope. Once opened it is there for ever, with or without articles that can be seen.</summary>
public sealed class ArchivePart
{
    /// <summary><see cref="Publication.Scope.Key"/>.</summary>
    public required string Scope { get; init; }

    /// <summary><see cref="ArchivePlace.Number"/>.</summary>
    public long Place { get; init; }

    /// <summary>What its articles cost in a feed, estimated as they were put into it; decides when the next part is opened.</summary>
    public long Bytes { get; set; }

    /// <summary>How many of its articles can be seen.</summary>
    public int Visible { get; set; }

    /// <summary>Rises with each change of its articles or of what stands before or after it.</summary>
    public long Version { get; set; }

    /// <summary>When it changed last: Unix seconds, strictly rising. A number, so that one statement can move many.</summary>
    public long ChangedAt { get; set; }
}

internal sealed class ArchivePartConfiguration : IEntityTypeConfiguration<ArchivePart>
{
    public void Configure(EntityTypeBuilder<ArchivePart> builder)
    {
        builder.ToTable("Archives");
        builder.HasKey(part => new { part.Scope, part.Place });
        // What a walk passes through: however many parts are empty, the next one that is not is one step away.
        builder.HasIndex(part => new { part.Scope, part.Place }, "IX_Archives_NotEmpty").HasFilter("\"Visible\" > 0");
    }
}
