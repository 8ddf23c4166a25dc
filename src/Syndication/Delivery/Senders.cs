using Syndication.Delivery.Leases;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>Sends in the background where <c>Jobs:Roles</c> has <c>worker</c>: at every commit, at every signal, and when a row falls due.</summary>
internal sealed partial class Senders(
    SenderJobs jobs,
    WorkerRegistry workers,
    SenderSignal signal,
    StoreChanges changes,
    IHostApplicationLifetime lifetime,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<Senders> logger
) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        NodeRoles.IsWorker(configuration["Jobs:Roles"]) ? RunAsync(stoppingToken) : Task.CompletedTask;

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        // From the first word of it: services stop one after the other, and one before this may take all the time that there is.
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await Task.WhenAll(SendAsync(leaving.Token), BeatAsync(leaving.Token));
        try
        {
            await workers.LeaveAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The others notice by themselves, a minute later.
            LogFault(fault);
        }
    }

    private async Task SendAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var seen = changes.Generation;
            TimeSpan wait;
            try
            {
                await jobs.DrainAsync(stop);
                wait = await jobs.NextDueAsync(stop) is { } due ? due - clock.GetUtcNow() : Longest;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
                seen = changes.Generation;
                wait = AfterFault;
            }

            await WaitAsync(seen, wait, stop);
        }
    }

    private async Task WaitAsync(long seen, TimeSpan wait, CancellationToken stop)
    {
        if (wait <= TimeSpan.Zero)
            return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(
            changes.WaitAsync(seen, enough.Token),
            signal.WaitAsync(enough.Token),
            Task.Delay(wait < Longest ? wait : Longest, clock, enough.Token)
        );
        await enough.CancelAsync();
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(WorkerRegistry.Beat, clock);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(stop))
                    await workers.BeatAsync(stop);
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

    [LoggerMessage(EventId = 4005, Level = LogLevel.Error, Message = "Sending broke off; it goes on in a moment")]
    private partial void LogFault(Exception fault);
}
