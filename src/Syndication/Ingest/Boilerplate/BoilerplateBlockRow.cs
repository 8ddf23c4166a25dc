using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Ingest.Boilerplate;

/// <summary>A block that came in a source's articles, and what the operator thinks of it.</summary>
internal sealed class BoilerplateBlockRow
{
    public long Number { get; init; }

    public required string Source { get; init; }

    /// <summary><see cref="BodyBlock.Key"/>.</summary>
    public long Key { get; init; }

    /// <summary>Its text, cut.</summary>
    public required string Text { get; init; }

    public int Words { get; init; }

    /// <summary>In how many of the last articles it was; see <see cref="BoilerplateCounts"/> for what last means.</summary>
    public int Seen { get; set; }

    /// <summary>In how many of those near the start or the end.</summary>
    public int SeenAtRim { get; set; }

    /// <summary>The newest three articles with it, the newest first, each as 32 digits and a space.</summary>
    public required string Examples { get; set; }

    public BoilerplateState State { get; set; }
}

/// <summary>How many articles of a source were looked through.</summary>
internal sealed class BoilerplateSourceRow
{
    public required string Source { get; init; }

    /// <summary>Halved together with the counts of its blocks.</summary>
    public int Articles { get; set; }
}

/// <summary>What the operator decided.</summary>
public enum BoilerplateState
{
    /// <summary>Nothing yet: it is counted, and offered when it recurs.</summary>
    Open = 0,

    /// <summary>It is taken out of what comes in.</summary>
    Accepted = 1,

    /// <summary>It belongs to the articles, and is not offered again.</summary>
    Refused = 2,
}

internal sealed class BoilerplateRowConfiguration
    : IEntityTypeConfiguration<BoilerplateBlockRow>,
        IEntityTypeConfiguration<BoilerplateSourceRow>
{
    public void Configure(EntityTypeBuilder<BoilerplateBlockRow> builder)
    {
        builder.ToTable("BoilerplateBlocks");
        builder.HasKey(block => block.Number);
        builder.HasIndex(block => new { block.Source, block.Key }).IsUnique();
        builder.HasIndex(block => new { block.State, block.Source });
    }

    public void Configure(EntityTypeBuilder<BoilerplateSourceRow> builder)
    {
        builder.ToTable("BoilerplateSources");
        builder.HasKey(source => source.Source);
    }
}
