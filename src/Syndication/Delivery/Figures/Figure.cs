using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery.Figures;

/// <summary>How often one thing happened to one digest's mail at one receiving domain in one hour. It names no reader.</summary>
/// <remarks>
/// Counted in memory and added up here every few seconds: what a killed process had counted since is missing. The ledger's own numbers are exact.
/// </remarks>
internal sealed class Figure
{
    /// <summary>Part of the key: <see cref="Message.Group"/> of a digest.</summary>
    public long Group { get; init; }

    /// <summary>Part of the key: the receiving domain, in lower case and in IDNA's ASCII form.</summary>
    public required string Domain { get; init; }

    /// <summary>Part of the key: when the hour began.</summary>
    public DateTimeOffset Hour { get; init; }

    /// <summary>Part of the key.</summary>
    public FigureKind Kind { get; init; }

    /// <summary>Part of the key: why, in the words of <see cref="RefusalReasons"/>; empty: there is no reason to tell.</summary>
    public required string Reason { get; init; }

    /// <summary>How often.</summary>
    public long Count { get; set; }
}

/// <summary>What is counted of attempts; what comes back later is in <see cref="Returns.ReturnEvent"/>.</summary>
internal enum FigureKind
{
    /// <summary>A relay took it.</summary>
    Sent = 1,

    /// <summary>A relay said "later".</summary>
    Deferred = 2,

    /// <summary>A relay refused it for good.</summary>
    Refused = 3,

    /// <summary>A relay took it within <see cref="DeliveryOptions.InTime"/> after it was due (<see cref="Message.DueAt"/>); it counts as <see cref="Sent"/> as well.</summary>
    InTime = 4,
}

internal sealed class FigureConfiguration : IEntityTypeConfiguration<Figure>
{
    public void Configure(EntityTypeBuilder<Figure> builder)
    {
        builder.ToTable("Figures");
        builder.HasKey(figure => new
        {
            figure.Group,
            figure.Domain,
            figure.Hour,
            figure.Kind,
            figure.Reason,
        });

        // A domain's sliding window; and the few refusals, of one mailing or of all.
        builder.HasIndex(figure => new { figure.Domain, figure.Hour });
        builder.HasIndex(figure => figure.Group).HasFilter("\"Kind\" = 3");
        builder.HasIndex(figure => figure.Hour).HasFilter("\"Kind\" = 3");
    }
}
