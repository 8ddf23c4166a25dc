using Microsoft.EntityFrameworkCore;
using Syndication.Ingest.Formats;
using Syndication.Storage;

namespace Syndication.Ingest.Imports;

/// <summary>Makes pieces ready to be stored: mapped, compared with what was stored before, cleaned and checked on every processor.</summary>
internal sealed class ItemPreparation(Database database, DocumentCheck check)
{
    /// <summary>Prepares the next pieces; empty where there are no more.</summary>
    /// <param name="pieces">Taken from, in order.</param>
    /// <param name="most">How many.</param>
    /// <param name="order">What the operator asked for, and the publication as it is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PreparedItem>> TakeAsync(
        IEnumerator<SourceItem> pieces,
        int most,
        ImportOrder order,
        CancellationToken ct
    )
    {
        var taken = new List<PreparedItem>();
        while (taken.Count < most && pieces.MoveNext())
            taken.Add(Map(pieces.Current, order));
        if (taken.Count == 0)
            return [];
        var ids = taken.Select(item => item.Id).Distinct().ToList();
        var known = await database.ReadAsync(
            (db, token) =>
                db.Set<ImportMark>()
                    .Where(mark => mark.Source == order.Import.Kind && EF.Parameter(ids).Contains(mark.ExternalId))
                    .ToDictionaryAsync(mark => mark.ExternalId, mark => mark.Print, token),
            ct
        );
        var prepared = new PreparedItem[taken.Count];
        Parallel.For(
            0,
            taken.Count,
            new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => prepared[at] = known.GetValueOrDefault(taken[at].Id) == taken[at].Print ? taken[at] : Checked(taken[at], order)
        );
        return prepared;
    }

    private static PreparedItem Map(SourceItem item, ImportOrder order)
    {
        var id = item.Id ?? item.Url ?? $"{order.File}#{order.Next()}";
        var (document, unmapped) = order.Mapping.Map(item);
        return new PreparedItem(id, item, document, unmapped) { Print = PreparedItem.PrintOf(document, order.Import, item.IsWithdrawn) };
    }

    private PreparedItem Checked(PreparedItem item, ImportOrder order) =>
        item with
        {
            Reading =
                item.Item.Faults.Count > 0 ? new Reading { Faults = item.Item.Faults }
                : item.Item.IsWithdrawn ? new Reading()
                : check.Check(item.Document, order.Context, []),
        };
}

/// <summary>What holds for all pieces of one file.</summary>
/// <param name="Import">What the operator asked for.</param>
/// <param name="File">The file as the operator would name it.</param>
/// <param name="Context">The publication as it is.</param>
internal sealed record ImportOrder(DocumentImport Import, string File, ReadingContext Context)
{
    private int number;

    public ItemMapping Mapping { get; } = new(Context, Import.Section);

    /// <summary>Counts pieces that have no name of their own.</summary>
    public int Next() => ++number;
}
