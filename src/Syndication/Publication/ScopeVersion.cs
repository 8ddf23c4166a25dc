using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Publication;

/// <summary>
/// The stored version of a scope's item list and contents: what feeds take their validators from, so that these are the same after a
/// restart and on every node.
/// </summary>
public sealed class ScopeVersion
{
    /// <summary><see cref="Publication.Scope.Key"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>Rises by one with each change.</summary>
    public long Version { get; set; }

    /// <summary>When it changed last, in whole seconds, strictly rising: a change within the same second is dated a second later.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>How many articles can be seen in it: stored, as counting them takes the longer the more there are.</summary>
    public int Visible { get; set; }
}

internal sealed class ScopeVersionConfiguration : IEntityTypeConfiguration<ScopeVersion>
{
    public void Configure(EntityTypeBuilder<ScopeVersion> builder)
    {
        builder.ToTable("ScopeVersions");
        builder.HasKey(version => version.Scope);
    }
}
