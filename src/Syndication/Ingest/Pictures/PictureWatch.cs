using Syndication.Publication;

namespace Syndication.Ingest.Pictures;

/// <summary>Looks at pictures in the background where <c>Jobs:Roles</c> has <c>worker</c>.</summary>
internal sealed partial class PictureWatch(PictureJobs jobs, IConfiguration configuration, TimeProvider clock, ILogger<PictureWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        NodeRoles.IsWorker(configuration["Jobs:Roles"]) ? WatchAsync(stoppingToken) : Task.CompletedTask;

    private async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // First: what has just been seeded or imported is still being stored.
            await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                while (!stop.IsCancellationRequested && await jobs.RunAsync(stop) > 0) { }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(EventId = 2502, Level = LogLevel.Error, Message = "Looking at pictures broke off; it goes on in a moment")]
    private partial void LogFault(Exception fault);
}
