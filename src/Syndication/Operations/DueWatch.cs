using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations;

/// <summary>Wakes the planner within seconds where a commit, this process's or a verb's (<c>send-now</c>), made readers due at once.</summary>
internal sealed partial class DueWatch(
    Database database,
    StoreChanges changes,
    IRecurringJobManager jobs,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    ILogger<DueWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A commit can carry an instant from before the last look: it was written in a transaction that took its time.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsWorker)
            return;
        var since = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = changes.Generation;
            try
            {
                since = await WakeAsync(since, stoppingToken);
                await changes.WaitAsync(seen, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What fell due by the passing of time is the minute's business; this looks for what was made due since the last look.
    private async Task<DateTimeOffset> WakeAsync(DateTimeOffset since, CancellationToken ct)
    {
        DateTimeOffset? from = since - Overlap;
        DateTimeOffset? now = clock.GetUtcNow();
        var isDue = await database.ReadAsync(
            (db, token) => db.Set<Subscription>().AnyAsync(one => one.NextDueAt >= from && one.NextDueAt <= now, token),
            ct
        );
        if (isDue)
            jobs.Trigger(JobNames.Plan);
        return now.Value;
    }

    [LoggerMessage(
        EventId = 9002,
        Level = LogLevel.Error,
        Message = "Looking for readers who were made due failed; the next minute plans them"
    )]
    private partial void LogFault(Exception fault);
}
