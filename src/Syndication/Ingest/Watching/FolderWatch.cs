using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Ingest.Watching;

/// <summary>
/// Looks at the watched folder in the background where <c>Jobs:Roles</c> has <c>worker</c>: again and again, and sooner where the system says
/// that something has changed.
/// </summary>
internal sealed partial class FolderWatch(
    FolderJobs jobs,
    WatchedPlace place,
    IOptions<FolderOptions> options,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<FolderWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim changed = new(0, 1);

    public override void Dispose()
    {
        base.Dispose();
        changed.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        jobs.IsOn && NodeRoles.IsWorker(configuration["Jobs:Roles"]) ? WatchAsync(stoppingToken) : Task.CompletedTask;

    private async Task WatchAsync(CancellationToken stop)
    {
        FileSystemWatcher? notices = null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var someWait = false;
                try
                {
                    someWait = await jobs.LookAsync(stop);
                    notices ??= Listen();
                }
                catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException)
                {
                    LogUnreachable(unreachable.Message);
                    notices?.Dispose();
                    notices = null;
                }
                catch (Exception fault) when (!stop.IsCancellationRequested)
                {
                    LogFault(fault);
                }

                await changed.WaitAsync(Pause(someWait), stop);
                // A writer's every line is a notice.
                await Task.Delay(Breath, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            notices?.Dispose();
        }
    }

    private TimeSpan Pause(bool someWait)
    {
        var (poll, settle) = (options.Value.PollEvery, options.Value.SettleAfter + TimeSpan.FromMilliseconds(100));
        return someWait && settle < poll ? settle : poll;
    }

    // Notices wake and nothing more: they are lost on network folders, on overflow and on some file systems.
    private FileSystemWatcher? Listen()
    {
        try
        {
            var watcher = new FileSystemWatcher(place.Root!) { IncludeSubdirectories = true };
            watcher.Created += (_, _) => Wake();
            watcher.Changed += (_, _) => Wake();
            watcher.Renamed += (_, _) => Wake();
            watcher.Deleted += (_, _) => Wake();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception fault) when (fault is IOException or PlatformNotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private void Wake()
    {
        try
        {
            if (changed.CurrentCount == 0)
                changed.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Awake already, or stopped.
        }
    }

    [LoggerMessage(
        EventId = 2405,
        Level = LogLevel.Warning,
        Message = "The watched folder cannot be read: {What}; it is tried again in a moment"
    )]
    private partial void LogUnreachable(string what);

    [LoggerMessage(EventId = 2406, Level = LogLevel.Error, Message = "Looking at the watched folder broke off; it goes on in a moment")]
    private partial void LogFault(Exception fault);
}
