using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Ingest.Formats;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>Asks one source and takes in what it has; what there is to remember of it goes to the caller.</summary>
internal sealed class SourcePull(
    SourceFetcher fetcher,
    SourceReader reader,
    SourceIntake intake,
    ReadingRoom room,
    Database database,
    IOptions<SourcesOptions> options,
    TimeProvider clock
)
{
    // A turn ends well before its hold does.
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    // A host's word of welcome, of a fault or of a payment due can be read as an article, and is none.
    private static readonly string[] Pages = [SourceKinds.Html, SourceKinds.Text, SourceKinds.Markdown, SourceKinds.Mail];

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
        // A list of nothing is an answer of these, and no document.
        if (source.Kind is not SourceKind.Feed && IsEmptyList(fetched.Body.Span))
            fetched = fetched with { Outcome = SourceOutcome.NotModified };
        return fetched.Outcome is SourceOutcome.Read
            ? await ReadAsync(source, row, new Page(asked, fetched), await TurnAsync(source, row, isDryRun, now, ct), ct)
            : new Pulled(fetched, Report: null, Document: null);
    }

    /// <summary>Takes in a document that was brought rather than fetched; whoever brings it has a place in the <see cref="ReadingRoom"/>.</summary>
    public async Task<Pulled> TakeAsync(Source source, SourceRow row, Fetched brought, CancellationToken ct)
    {
        var turn = await TurnAsync(source, row, isDryRun: false, clock.GetUtcNow(), ct);
        var document = Read(brought, ct);
        if (IsUnreadable(document))
            return new Pulled(brought with { Outcome = SourceOutcome.Unreadable, Reason = document.Error }, Report: null, document);
        var report = await intake.TakeAsync(turn, document, ct);
        await RememberAsync(row, turn, report, ct);
        return new Pulled(brought, report, document);
    }

    private async Task<Pulled> ReadAsync(Source source, SourceRow row, Page first, SourceTurn turn, CancellationToken ct)
    {
        var (document, taken) = await TakeInAsync(turn, first.Fetched, ct);
        if (taken is not { } report)
            return new Pulled(first.Fetched with { Outcome = SourceOutcome.Unreadable, Reason = document.Error }, Report: null, document);
        report = await ReadMoreAsync(source, turn, first, document, report, ct);
        if (!turn.IsDryRun)
            await RememberAsync(row, turn, report, ct);
        return new Pulled(first.Fetched, report, document);
    }

    private async Task<SourceReport> ReadMoreAsync(
        Source source,
        SourceTurn turn,
        Page first,
        SourceDocument document,
        SourceReport report,
        CancellationToken ct
    )
    {
        var most =
            source.Kind is SourceKind.Feed ? (turn.IsFirstPull ? SourcePages.MostOfFeed : 1)
            : turn.IsFirstPull ? SourcePages.MostOfApi
            : SourcePages.MostLater;
        var asked = new HashSet<Uri> { first.Asked, first.Fetched.Address };
        var (page, pageReport) = (first, report);
        for (var pages = 1; ; pages++)
        {
            // Later pulls go on only where a whole page was new: what is behind it may be too.
            if (
                (!turn.IsFirstPull && pageReport.Unchanged > 0)
                || SourcePages.Next(source.Kind, page.Asked, page.Fetched, document) is not { } next
            )
                return report;
            if (!asked.Add(next))
                return report;
            if (pages == most || clock.GetUtcNow() - turn.At > MostTime)
                return source.Kind is SourceKind.Feed && !turn.IsFirstPull
                    ? report
                    : report with
                    {
                        Unmapped = SourceReport.Lines(report.Unmapped.Prepend($"pages after the first {pages} were not read")),
                    };
            await Task.Delay(options.Value.Pull.HostGap, clock, ct);
            page = new Page(next, await fetcher.FetchAsync(source, next, known: null, ct));
            SourceReport? taken = null;
            if (page.Fetched.Outcome is SourceOutcome.Read)
                (document, taken) = await TakeInAsync(turn, page.Fetched, ct);
            if (taken is null)
                return report with
                {
                    Error = report.Error ?? $"page {pages + 1}: {page.Fetched.Reason ?? document.Error}",
                    // Where there is no such page, there will be none in an hour.
                    IsBrokenOff = turn.IsFirstPull && page.Fetched.Status is not (404 or 410),
                };
            pageReport = taken;
            report = report.With(pageReport);
        }
    }

    // Who waits for pages of whole texts meanwhile keeps nobody else waiting for a place.
    private async Task<(SourceDocument Document, SourceReport? Report)> TakeInAsync(SourceTurn turn, Fetched fetched, CancellationToken ct)
    {
        using var place = await room.EnterAsync(ct);
        var document = Read(fetched, ct);
        if (IsUnreadable(document))
            return (document, null);
        if (turn.Source.FullText)
            place.Dispose();
        return (document, await intake.TakeAsync(turn, document, ct));
    }

    private SourceDocument Read(Fetched fetched, CancellationToken ct)
    {
        var document = reader.Read(new SourceBytes(fetched.Body, fetched.ContentType, fetched.Address), ct);
        return Pages.Contains(document.Kind, StringComparer.Ordinal)
            ? SourceDocument.Refused(document.Kind, $"{document.Kind}, and no feed or other list of pieces")
            : document;
    }

    private static bool IsUnreadable(SourceDocument document) => document.Error is not null && document.Items.Count == 0;

    private static bool IsEmptyList(ReadOnlySpan<byte> body) => body.Length < 16 && body.Trim(" \t\r\n"u8).SequenceEqual("[]"u8);

    private async Task<SourceTurn> TurnAsync(Source source, SourceRow row, bool isDryRun, DateTimeOffset now, CancellationToken ct)
    {
        var kept = await database.ReadAsync(
            (db, token) => db.Set<SourceReportRow>().SingleOrDefaultAsync(kept => kept.Source == row.Id, token),
            ct
        );
        var before = kept is null ? null : JsonSerializer.Deserialize(kept.Report, SourceJson.Default.SourceReport);
        return new SourceTurn(source, SeenItems.Open(kept?.Seen), await intake.ContextAsync(ct), now)
        {
            IsFirstPull = SourceMemory.IsFirstPull(row, now),
            IsDryRun = isDryRun,
            HasDoubtfulIds = before?.HasDoubtfulIds is true,
            NotStoredBefore = (before?.Refusals ?? [])
                .Where(refused => refused.Reason == SourceIntake.NotStored)
                .Select(refused => refused.Item)
                .ToHashSet(StringComparer.Ordinal),
        };
    }

    private Task RememberAsync(SourceRow row, SourceTurn turn, SourceReport report, CancellationToken ct)
    {
        var (text, seen) = (JsonSerializer.Serialize(report, SourceJson.Default.SourceReport), turn.Seen.Store());
        return database.WriteAsync(
            async (PublicationDb db, CancellationToken token) =>
            {
                if (await db.Set<SourceReportRow>().SingleOrDefaultAsync(kept => kept.Source == row.Id, token) is not { } kept)
                    kept = db.Add(
                        new SourceReportRow
                        {
                            Source = row.Id,
                            Report = text,
                            Seen = seen,
                        }
                    ).Entity;
                (kept.Report, kept.Seen) = (text, seen);
            },
            ct
        );
    }

    private sealed record Page(Uri Asked, Fetched Fetched);
}

/// <summary>What a pull came to.</summary>
/// <param name="Fetched">The first request.</param>
/// <param name="Report">What came; null where nothing was read.</param>
/// <param name="Document">The first page; null where nothing was read.</param>
internal sealed record Pulled(Fetched Fetched, SourceReport? Report, SourceDocument? Document);
