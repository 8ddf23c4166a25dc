using Microsoft.Extensions.Options;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>Asks one source and takes in what it has; what there is to remember of it goes to the caller.</summary>
internal sealed class SourcePull(
    SourceFetcher fetcher,
    SourceDocuments documents,
    SourceBacklog backlog,
    SourceTurns turns,
    IOptions<SourcesOptions> options,
    TimeProvider clock
)
{
    /// <summary>Fetches, reads and stores. Safe to run again.</summary>
    /// <param name="source">The source.</param>
    /// <param name="row">What is remembered of it.</param>
    /// <param name="isDryRun">Everything is asked for and checked, nothing is stored.</param>
    /// <param name="ct">Cancels; what was stored stays.</param>
    public async Task<Pulled> PullAsync(Source source, SourceRow row, bool isDryRun, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var address = new Uri(row.Address);
        var asked = SourcePages.First(source, address, SourceMemory.IsFirstPull(row, now));
        var fetched = await fetcher.FetchAsync(source, asked, isDryRun ? null : row, ct);
        fetched = fetched with { MovedTo = SourcePages.Moved(source, address, asked, fetched.MovedTo) };
        if (SourcePages.IsEmpty(source.Kind, fetched.Body.Span))
            fetched = fetched with { Outcome = SourceOutcome.NotModified };
        if (source.Kind is SourceKind.Feed)
            fetched = await BehindPageAsync(source, row, fetched, ct);
        return fetched.Outcome is SourceOutcome.Read
            ? await ReadAsync(source, row, new SourcePage(asked, fetched), await turns.OpenAsync(source, row, isDryRun, now, ct), ct)
            : new Pulled(fetched, Report: null, Document: null);
    }

    /// <summary>Takes in a document that was brought rather than fetched; whoever brings it has a place in the <see cref="ReadingRoom"/>.</summary>
    /// <inheritdoc cref="SourceDocuments.TakeBroughtAsync"/>
    public async Task<Pulled> TakeAsync(Source source, SourceRow row, Fetched brought, IDisposable place, CancellationToken ct)
    {
        var turn = await turns.OpenAsync(source, row, isDryRun: false, clock.GetUtcNow(), ct);
        var (document, taken) = await documents.TakeBroughtAsync(turn, brought, place, ct);
        if (taken is not { } report)
            return new Pulled(brought with { Outcome = SourceOutcome.Unreadable, Reason = document.Error }, Report: null, document);
        await turns.CloseAsync(row, turn, report, ct);
        return new Pulled(brought, report, document);
    }

    private async Task<Pulled> ReadAsync(Source source, SourceRow row, SourcePage first, SourceTurn turn, CancellationToken ct)
    {
        var isHeld = false;
        var (document, taken) = await documents.TakeAsync(
            turn,
            first.Fetched,
            async read => isHeld = await backlog.MayBeAsync(turn, first, read, ct),
            ct
        );
        Fetched? busy = null;
        if (isHeld)
            (taken, busy) = await backlog.TakeAsync(turn, first, document, ct);
        if (taken is not { } report)
            return new Pulled(first.Fetched with { Outcome = SourceOutcome.Unreadable, Reason = document.Error }, Report: null, document);
        if (document.IsIndex)
            (report, busy) = await ReadPartsAsync(turn, first, document, report, row.LastReadAt, ct);
        else if (turn is { IsFirstPull: true, HasNoPlace: false })
            (report, busy) = await ReadMoreAsync(turn, first, document, report, ct);
        if (!turn.IsDryRun)
            await turns.CloseAsync(row, turn, report, ct);
        return new Pulled(first.Fetched, report, document) { Busy = busy };
    }

    // The pages behind the first of an archive, each taken in as it comes: there may be very many.
    private async Task<(SourceReport Report, Fetched? Busy)> ReadMoreAsync(
        SourceTurn turn,
        SourcePage first,
        SourceDocument document,
        SourceReport report,
        CancellationToken ct
    )
    {
        var source = turn.Source;
        var most = source.Kind is SourceKind.Feed ? SourcePages.MostOfFeed : SourcePages.MostOfApi;
        var asked = new HashSet<Uri> { first.Asked, first.Fetched.Address };
        var page = first;
        for (var pages = 1; ; pages++)
        {
            if (SourcePages.Next(source.Kind, page.Asked, page.Fetched, document) is not { } next || !asked.Add(next))
                return (report, null);
            if (pages == most || turn.IsOver(clock.GetUtcNow()))
                return (report.LeavingPagesAfter(pages), null);
            await Task.Delay(options.Value.Pull.HostGap, clock, ct);
            page = new SourcePage(next, await fetcher.FetchAsync(source, next, known: null, ct));
            if (SourcePages.IsEmpty(source.Kind, page.Fetched.Body.Span))
                return (report, null);
            SourceReport? taken = null;
            if (page.Fetched.Outcome is SourceOutcome.Read)
                (document, taken) = await documents.TakeAsync(turn, page.Fetched, ct);
            if (taken is null)
            {
                report = report with
                {
                    Error = report.Error ?? $"page {pages + 1}: {page.Fetched.Reason ?? document.Error}",
                    // Where there is no such page, there will be none in an hour.
                    IsBrokenOff = page.Fetched.Status is not (404 or 410),
                };
                return (report, page.Fetched.AsBusy);
            }

            report = report.With(taken);
        }
    }

    // The address may be that of a page: its feed is read, and remembered as where the source has moved to.
    private async Task<Fetched> BehindPageAsync(Source source, SourceRow row, Fetched fetched, CancellationToken ct)
    {
        if (FeedLinks.Of(fetched) is not { } feed || !IsBelieved(row, feed))
            return fetched;
        var behind = await fetcher.FetchAsync(source, feed, known: null, ct);
        var place = feed.GetLeftPart(UriPartial.Path);
        // What the feed is known by says nothing of the page, which is asked first until the feed's address is remembered.
        return behind.Outcome is SourceOutcome.Read
            ? behind with
            {
                // Where the feed itself has moved to is followed once the source is there.
                MovedTo = SourceFetcher.IsToBeKept(feed) ? feed : null,
                IsBehindPage = true,
                Note = $"the address is a page: the feed that it names is read ({place})",
                ETag = null,
                LastModified = null,
            }
            : behind with
            {
                // The page answers still.
                Outcome = behind.Outcome is SourceOutcome.Ended ? SourceOutcome.Unreadable : behind.Outcome,
                Reason = $"the address is a page, and the feed that it names does not come ({place}): {behind.Reason}",
            };
    }

    // Where a feed has been read, a page in its place may be somebody else's by now, who parks the name: it leads to no other host.
    private static bool IsBelieved(SourceRow row, Uri feed) =>
        row.FirstReadAt is null || row.MovedTo == feed.AbsoluteUri || feed.IdnHost == new Uri(row.Address).IdnHost;

    private async Task<(SourceReport Report, Fetched? Busy)> ReadPartsAsync(
        SourceTurn turn,
        SourcePage index,
        SourceDocument document,
        SourceReport report,
        DateTimeOffset? readAt,
        CancellationToken ct
    )
    {
        var parts = SitemapParts.Of(document, index.Fetched.Address, turn, readAt, out var left);
        Fetched? busy = null;
        foreach (var (number, part) in parts.Index())
        {
            if ((turn.HasNoPlace && report.IsUnplaced) || turn.IsOver(clock.GetUtcNow()))
            {
                left += parts.Count - number;
                break;
            }

            await Task.Delay(options.Value.Pull.HostGap, clock, ct);
            var fetched = await fetcher.FetchAsync(turn.Source, part, known: null, ct);
            (SourceDocument? read, SourceReport? taken) = (null, null);
            if (fetched.Outcome is SourceOutcome.Read)
                (read, taken) = await documents.TakeAsync(turn, fetched, ct);
            if (taken is not null)
                report = report.With(taken);
            else
                report = report with
                {
                    Error = report.Error ?? $"{part.AbsolutePath}: {fetched.Reason ?? read?.Error}",
                    // Later pulls ask for what is new alone.
                    IsBrokenOff = report.IsBrokenOff || (turn.IsFirstPull && fetched.Status is not (404 or 410)),
                };
            busy = fetched.AsBusy;
            if (busy is not null)
            {
                left += parts.Count - number - 1;
                break;
            }
        }

        if (left > 0)
            report = report with
            {
                Unmapped = SourceReport.Lines(report.Unmapped.Prepend($"{left} more sitemaps of the index were not read")),
            };
        // Those that it names change while the index stays the same.
        return (report with { IsUnfinished = true }, busy);
    }
}

/// <summary>What a pull came to.</summary>
/// <param name="Fetched">The first request.</param>
/// <param name="Report">What came; null where nothing was read.</param>
/// <param name="Document">The first page; null where nothing was read.</param>
internal sealed record Pulled(Fetched Fetched, SourceReport? Report, SourceDocument? Document)
{
    /// <summary>The answer by which a host asked to be left alone: the first, that of a page behind it, or of a part; null: none did.</summary>
    public Fetched? Busy { get; init; } = Fetched.AsBusy;
}
