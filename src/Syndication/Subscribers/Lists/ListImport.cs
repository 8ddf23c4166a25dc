using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Subscribers.Lists;

/// <summary>One taking over of a list: how far it is, what came of it, and what an undo names. Holds no address.</summary>
public sealed class ListImport
{
    /// <summary>Names it.</summary>
    public long Number { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The system that it came from, as far as its columns say.</summary>
    public required string Source { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last row was stored; null: not yet, or it was broken off.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When it was taken back; null: never.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Rows that were read.</summary>
    public int Rows { get; set; }

    /// <inheritdoc cref="ListOutcome.Invalid"/>
    public int Invalid { get; set; }

    /// <inheritdoc cref="ListOutcome.Created"/>
    public int Created { get; set; }

    /// <inheritdoc cref="ListOutcome.Confirmed"/>
    public int Confirmed { get; set; }

    /// <inheritdoc cref="ListOutcome.Unsubscribed"/>
    public int Unsubscribed { get; set; }

    /// <inheritdoc cref="ListOutcome.Unchanged"/>
    public int Unchanged { get; set; }

    /// <inheritdoc cref="ListOutcome.Left"/>
    public int Left { get; set; }

    /// <inheritdoc cref="ListOutcome.Suppressed"/>
    public int Suppressed { get; set; }

    /// <inheritdoc cref="ListOutcome.Unconfirmed"/>
    public int Unconfirmed { get; set; }

    /// <summary>Counts rows.</summary>
    public void Count(IEnumerable<ListOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Rows++;
            _ = outcome switch
            {
                ListOutcome.Created => Created++,
                ListOutcome.Confirmed => Confirmed++,
                ListOutcome.Unsubscribed => Unsubscribed++,
                ListOutcome.Unchanged => Unchanged++,
                ListOutcome.Left => Left++,
                ListOutcome.Suppressed => Suppressed++,
                ListOutcome.Unconfirmed => Unconfirmed++,
                _ => Invalid++,
            };
        }
    }
}

internal sealed class ListImportConfiguration : IEntityTypeConfiguration<ListImport>
{
    public void Configure(EntityTypeBuilder<ListImport> builder)
    {
        builder.ToTable("ListImports");
        builder.HasKey(import => import.Number);
    }
}
