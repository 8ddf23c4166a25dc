using Hangfire;
using Microsoft.Extensions.Options;

namespace Syndication.Operations;

/// <summary>Runs Hangfire's server on worker nodes, and wakes every job at once when the application has started.</summary>
/// <remarks>
/// The jobs are registered again each minute: who wiped Hangfire's tables, or died with one of its locks (ten minutes on PostgreSQL), stops
/// no planning with that.
/// </remarks>
internal sealed partial class JobServer(
    IOptions<JobsOptions> options,
    JobStorage storage,
    IRecurringJobManager jobs,
    JobActivator activator,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<JobServer> logger
) : BackgroundService
{
    private static readonly string[] AtOnce = [JobNames.Plan, JobNames.WakeSenders];
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private BackgroundJobServer? server;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        server?.SendStop();
        if (server is not null)
            await server.WaitForShutdownAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        server?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsWorker)
            return;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hearing = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested)
            return;
        var isWoken = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            isWoken |= TryRegister(wake: !isWoken);
            await Task.Delay(Again, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private BackgroundJobServer Serve() =>
        new(
            new BackgroundJobServerOptions
            {
                WorkerCount = 4,
                Activator = activator,
                SchedulePollingInterval = TimeSpan.FromSeconds(5),
                ShutdownTimeout = TimeSpan.FromSeconds(20),
            },
            storage,
            []
        );

    private bool TryRegister(bool wake)
    {
        try
        {
            server ??= Serve();
            RecurringJobs.Register(jobs);
            foreach (var job in wake ? AtOnce : [])
                jobs.Trigger(job);
            return true;
        }
        catch (Exception fault)
        {
            // Whatever the storage says: it is asked again in a minute.
            LogFault(fault);
            return false;
        }
    }

    [LoggerMessage(
        EventId = 9010,
        Level = LogLevel.Error,
        Message = "The recurring jobs could not be registered; trying again in a minute"
    )]
    private partial void LogFault(Exception fault);
}
