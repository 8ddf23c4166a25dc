using Syndication.Publication;

namespace Syndication.Delivery.Gate;

/// <summary>Keeps the gate's verdict fresh on nodes that send: once the application has started, and every quarter of an hour.</summary>
internal sealed partial class GateRefresh(
    Gatekeeper gate,
    SenderSignal senders,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<GateRefresh> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!gate.IsOn || !NodeRoles.IsWorker(configuration["Jobs:Roles"]))
            return;
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var isFirst = gate.Report is null;
                await gate.RefreshAsync(stoppingToken);
                if (isFirst)
                    senders.Wake();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogBroken(fault);
            }

            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Before that, nobody answers at our own one-click address.
    private async Task StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var either = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(EventId = 4034, Level = LogLevel.Error, Message = "The gate could not be looked after; its last verdict stands")]
    private partial void LogBroken(Exception fault);
}
