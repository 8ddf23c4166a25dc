using System.Text.RegularExpressions;
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
        var (sources, ids) = (Distinct(taken, item => item.Source), Distinct(taken, item => item.Id));
        var known = await database.ReadAsync(
            (db, token) =>
                db.Set<ImportMark>()
                    .Where(mark => EF.Parameter(sources).Contains(mark.Source) && EF.Parameter(ids).Contains(mark.ExternalId))
                    .ToDictionaryAsync(mark => (mark.Source, mark.ExternalId), mark => mark.Print, token),
            ct
        );
        var prepared = new PreparedItem[taken.Count];
        Parallel.For(
            0,
            taken.Count,
            new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            at =>
                prepared[at] =
                    known.GetValueOrDefault((taken[at].Source, taken[at].Id)) == taken[at].Print ? taken[at] : Checked(taken[at], order)
        );
        return prepared;
    }

    private static List<string> Distinct(List<PreparedItem> taken, Func<PreparedItem, string> part) => [.. taken.Select(part).Distinct()];

    private static PreparedItem Map(SourceItem item, ImportOrder order)
    {
        var (document, unmapped) = Mapped(item, order);
        return new PreparedItem(order.SourceOf(item), order.Document.IdOf(item), item, document, unmapped)
        {
            Print = PreparedItem.PrintOf(document, order.Import, item.IsWithdrawn),
        };
    }

    private static (ArticleDocument Document, IReadOnlyList<string> Unmapped) Mapped(SourceItem item, ImportOrder order)
    {
        try
        {
            return order.Mapping.Map(item);
        }
        catch (RegexMatchTimeoutException)
        {
            // What is too costly here is too costly for the rules too, which refuse it.
            return (SourceMapping.ToDocument(item), item.Unmapped);
        }
    }

    private PreparedItem Checked(PreparedItem item, ImportOrder order) => item with { Reading = Read(item, order) };

    // What cannot be prepared is met again where one piece that cannot be stored keeps no other out.
    private static IncomingBody? Prepared(string html)
    {
        try
        {
            return IncomingBody.Prepared(html);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }

    private Reading Read(PreparedItem item, ImportOrder order)
    {
        if (item.Item.Faults.Count > 0)
            return new Reading { Faults = item.Item.Faults };
        if (item.Item.IsWithdrawn)
            return new Reading();
        try
        {
            var reading = check.Check(item.Document, order.Context, []);
            return reading.Content is { } content ? reading with { Body = Prepared(content.BodyHtml) } : reading;
        }
        catch (RegexMatchTimeoutException)
        {
            // Made to be costly, or no text at all: the others are still stored.
            return Reading.Refused("document", null, "text that can be understood in reasonable time");
        }
    }
}

/// <summary>What holds for all pieces of one file.</summary>
/// <param name="Import">What the operator asked for.</param>
/// <param name="File">The file as the operator would name it.</param>
/// <param name="Document">The file's own word about itself.</param>
/// <param name="Context">The publication as it is.</param>
internal sealed record ImportOrder(DocumentImport Import, string File, ImportSource Document, ReadingContext Context)
{
    public ItemMapping Mapping { get; } = new(Context, Import.Section);

    /// <summary>
    /// Whose ids a piece's own is one of: two sites' pieces may both be "1". The kind, with the host of the site that the operator names, else
    /// of the document's home, else of the piece's id or page; where ids are unique in the world, a page's move to another host changes nothing.
    /// </summary>
    public string SourceOf(SourceItem item)
    {
        var host = Import.Site?.IdnHost;
        if (host is null && !ImportKinds.HasWorldwideIds(Import.Kind))
            host = HostOf(Document.Home) ?? HostOf(item.Id) ?? HostOf(item.Url);
        return host is null ? Import.Kind : ExternalIds.Bounded($"{Import.Kind}:{host}");
    }

    private static string? HostOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" ? absolute.IdnHost : null;
}
