using Microsoft.Extensions.Options;
using Syndication.Ingest.Sources.Hubs;

namespace Syndication.Ingest.Sources;

/// <summary>One turn of one source, from its row back to its row. Throws nothing: what breaks here is one source's.</summary>
internal sealed partial class SourceWorker(
    SourcePull pull,
    SourceStore store,
    SourceHubs hubs,
    SourceMetrics metrics,
    IOptions<SourcesOptions> options,
    TimeProvider clock,
    ILogger<SourceWorker> logger
)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    /// <summary>Pulls a source whose row is held, and writes down what came of it.</summary>
    /// <returns>What came; null: it broke off.</returns>
    public async Task<Pulled?> RunAsync(Source source, SourceRow held, CancellationToken ct)
    {
        try
        {
            var began = clock.GetTimestamp();
            var pulled = await pull.PullAsync(source, held, isDryRun: false, ct);
            await NoteAsync(source, held, pulled, clock.GetElapsedTime(began) > Slow);
            await hubs.FollowAsync(held, pulled, ct);
            return pulled;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Taken up again by whoever comes next.
            await store.RecordAsync(held, row => row.DueAt = row.EndedAt is null ? clock.GetUtcNow() : null);
            return null;
        }
        catch (Exception fault)
        {
            LogFault(fault, held.Id);
            await GiveUpAsync(held);
            return null;
        }
    }

    private async Task NoteAsync(Source source, SourceRow held, Pulled pulled, bool isSlow)
    {
        var now = clock.GetUtcNow();
        await store.RecordFetchAsync(
            held,
            row =>
            {
                row.IsSlow = isSlow;
                return SourceMemory.Note(row, source, pulled, now, options.Value.Pull);
            }
        );
        metrics.Count(pulled.Fetched.Outcome, pulled.Report);
        if (pulled.Report is { } report)
            LogTaken(held.Id, report.New, report.Revised, report.Withdrawn, report.Refused);
        if (pulled.Fetched.Outcome is SourceOutcome.Ended)
            LogEnded(held.Id, pulled.Fetched.Reason ?? "");
    }

    private async Task GiveUpAsync(SourceRow held)
    {
        try
        {
            var now = clock.GetUtcNow();
            await store.RecordAsync(
                held,
                row =>
                {
                    row.Failures++;
                    (row.Outcome, row.Status, row.LastFetchAt) = (SourceOutcome.Failed, null, now);
                    row.Reason = "it broke off here, see the log";
                    row.DueAt = row.EndedAt is null ? SourceSchedule.AfterFailure(row, now) : null;
                }
            );
        }
        catch (Exception fault)
        {
            // The row comes back when its hold ends.
            LogFault(fault, held.Id);
        }
    }

    [LoggerMessage(
        EventId = 2201,
        Level = LogLevel.Information,
        Message = "Source {Number}: {New} new, {Revised} revised, {Withdrawn} withdrawn, {Refused} refused"
    )]
    private partial void LogTaken(long number, int @new, int revised, int withdrawn, int refused);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "Source {Number} has ended and is not asked any more: {Reason}")]
    private partial void LogEnded(long number, string reason);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Error, Message = "Pulling source {Number} broke off; it is tried again later")]
    private partial void LogFault(Exception fault, long number);
}
