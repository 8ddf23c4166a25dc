using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Ingest.Formats;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>
/// What came between two pulls, where that is more than one page holds: the pages behind it are read until one has something that is known
/// already, and all are taken in together, so that what came first comes first in an issue too.
/// </summary>
internal sealed class SourceBacklog(
    SourceFetcher fetcher,
    SourceDocuments documents,
    Database database,
    IOptions<SourcesOptions> options,
    TimeProvider clock
)
{
    // A list is a parameter for each of its members, and SQLite takes no more than 32,766.
    private const int NamesAtOnce = 500;

    /// <summary>Whether there may be more behind a page than it holds: all of it is new, and it names another. Never of an archive.</summary>
    public async Task<bool> MayBeAsync(SourceTurn turn, SourcePage page, SourceDocument document, CancellationToken ct) =>
        turn is { IsFirstPull: false, HasNoPlace: false }
        && document is { IsIndex: false, Items.Count: > 0 }
        && SourcePages.Next(turn.Source.Kind, page.Asked, page.Fetched, document) is not null
        && !await HasKnownAsync(turn, document, ct);

    /// <summary>Reads the pages behind the first, and takes in all of them.</summary>
    /// <returns>What came, and the answer by which the host asked to be left alone, if it did.</returns>
    public async Task<(SourceReport Report, Fetched? Busy)> TakeAsync(
        SourceTurn turn,
        SourcePage first,
        SourceDocument document,
        CancellationToken ct
    )
    {
        var read = new List<SourceDocument> { document };
        var asked = new HashSet<Uri> { first.Asked, first.Fetched.Address };
        var (page, bytes, isCut, error) = (first, first.Fetched.Body.Length, false, (string?)null);
        while (SourcePages.Next(turn.Source.Kind, page.Asked, page.Fetched, read[^1]) is { } next && asked.Add(next))
        {
            // Those that are kept are together no longer than one document may be.
            isCut = read.Count == SourcePages.MostLater || bytes >= SourceFetcher.MostBytes || turn.IsOver(clock.GetUtcNow());
            if (isCut)
                break;
            await Task.Delay(options.Value.Pull.HostGap, clock, ct);
            page = new SourcePage(next, await fetcher.FetchAsync(turn.Source, next, known: null, ct));
            if (SourcePages.IsEmpty(turn.Source.Kind, page.Fetched.Body.Span))
                break;
            var behind = page.Fetched.Outcome is SourceOutcome.Read ? await documents.ReadAsync(page.Fetched, ct) : null;
            if (behind is not { IsIndex: false, Items.Count: > 0 })
            {
                error = (page.Fetched.Reason ?? behind?.Error) is { } reason ? $"page {read.Count + 1}: {reason}" : null;
                break;
            }

            bytes += page.Fetched.Body.Length;
            isCut = bytes > SourceFetcher.MostBytes;
            if (isCut)
                break;
            read.Add(behind);
            if (await HasKnownAsync(turn, behind, ct))
                break;
        }

        var report = await documents.TakeAsync(turn, Together(read), ct);
        report = report with { Error = report.Error ?? error };
        return (isCut ? report.LeavingPagesAfter(read.Count) : report, page.Fetched.AsBusy);
    }

    private static SourceDocument Together(List<SourceDocument> pages) =>
        pages[0] with
        {
            Items = [.. pages.SelectMany(page => page.Items)],
            Mended = [.. pages.SelectMany(page => page.Mended)],
            Unmapped = [.. pages.SelectMany(page => page.Unmapped)],
            Error = pages.Select(page => page.Error).FirstOrDefault(error => error is not null),
        };

    // An API is asked for what changed last: there, what is known and was changed may have something new behind it.
    private async Task<bool> HasKnownAsync(SourceTurn turn, SourceDocument document, CancellationToken ct)
    {
        var ids = PieceIds.Of(document.Items, turn.HasDoubtfulIds);
        var pieces = document.Items.Select(item => SourceReading.Recognise(turn, item, ids)).ToList();
        if (turn.Source.Kind is not SourceKind.Feed || pieces.Exists(piece => piece.IsSeen))
            return pieces.Exists(piece => piece.IsSeen);
        var wayIn = ExternalIds.Bounded(turn.Source.WayIn);
        foreach (var names in pieces.Select(piece => ExternalIds.Bounded(piece.ExternalId)).Distinct().Chunk(NamesAtOnce))
        {
            var isKnown = await database.ReadAsync(
                (db, token) => db.Set<ArticleSource>().AnyAsync(known => known.Source == wayIn && names.Contains(known.ExternalId), token),
                ct
            );
            if (isKnown)
                return true;
        }

        return false;
    }
}
