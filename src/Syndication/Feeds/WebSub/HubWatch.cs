using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>Runs the hub where <c>Jobs:Roles</c> has <c>worker</c>: within a second of a commit, and when something falls due.</summary>
internal sealed partial class HubWatch(
    HubJobs jobs,
    StoreChanges changes,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<HubWatch> logger
) : BackgroundService
{
    // A publish is several commits, and the hub's own are seen here too.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        NodeRoles.IsWorker(configuration["Jobs:Roles"])
            ? Task.WhenAll(jobs.Kinds.Select(kind => RepeatAsync(kind, stoppingToken)))
            : Task.CompletedTask;

    private async Task RepeatAsync(Func<CancellationToken, Task<DateTimeOffset?>> run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var seen = changes.Generation;
            try
            {
                var next = await run(stop);
                await WaitAsync(seen, next, stop);
                await Task.Delay(Pause, clock, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
                await Task.Delay(AfterFault, clock, stop);
            }
        }
    }

    private async Task WaitAsync(long seen, DateTimeOffset? next, CancellationToken stop)
    {
        var wait = next is { } due && due - clock.GetUtcNow() < Longest ? due - clock.GetUtcNow() : Longest;
        if (wait <= TimeSpan.Zero)
            return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(changes.WaitAsync(seen, enough.Token), Task.Delay(wait, clock, enough.Token));
        await enough.CancelAsync();
    }

    [LoggerMessage(EventId = 3106, Level = LogLevel.Error, Message = "The hub's work broke off; it goes on in a moment")]
    private partial void LogFault(Exception fault);
}
