using Syndication.Publication;

namespace Syndication.Ingest.Sources;

/// <summary>Pulls sources where <c>Jobs:Roles</c> has <c>worker</c>: at the start, when one falls due, and when it is woken.</summary>
internal sealed partial class SourceWatch(
    SourceJobs jobs,
    SourceStore store,
    SourceSignal signal,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<SourceWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!NodeRoles.IsWorker(configuration["Jobs:Roles"]))
            return;
        var isBegun = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = AfterFault;
            try
            {
                if (!isBegun)
                    await store.ReclaimAsync(stoppingToken);
                isBegun = true;
                await jobs.RunAsync(stoppingToken);
                var next = await jobs.NextDueAsync(stoppingToken) - clock.GetUtcNow() ?? Longest;
                pause = next > Longest ? Longest : next;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
            }

            // Never without a pause: what is due and cannot be taken, because its host rests, stays due.
            await signal.WaitAsync(pause > Pause ? pause : Pause, clock, stoppingToken);
        }
    }

    [LoggerMessage(EventId = 2204, Level = LogLevel.Error, Message = "Pulling sources broke off; it goes on in a moment")]
    private partial void LogFault(Exception fault);
}
