using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>A subscription of ours at the hub that a source names.</summary>
internal sealed class SourceHubRow
{
    /// <summary><see cref="SourceRow.Id"/>.</summary>
    public long Source { get; init; }

    /// <summary>The hub's address.</summary>
    public required string Hub { get; set; }

    /// <summary>What is subscribed to: the feed's own name of itself, else where it was fetched.</summary>
    public required string Topic { get; set; }

    /// <summary>The end of the callback's path, which nobody can guess: 128 random bits, base64url.</summary>
    public required string Token { get; set; }

    /// <summary>Whether the hub was given a secret: what it brings is then believed with a signature only, and without a secret not at all.</summary>
    public bool IsSigned { get; set; }

    public SourceHubState State { get; set; }

    /// <summary>When the hub was asked last.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Times in a row that it was asked and nothing came of it.</summary>
    public int Failures { get; set; }
}

internal sealed class SourceHubRowConfiguration : IEntityTypeConfiguration<SourceHubRow>
{
    public void Configure(EntityTypeBuilder<SourceHubRow> builder)
    {
        builder.ToTable("SourceHubs");
        builder.HasKey(hub => hub.Source);
        builder.Property(hub => hub.Source).ValueGeneratedNever();
        builder.HasIndex(hub => hub.Token).IsUnique();
    }
}
