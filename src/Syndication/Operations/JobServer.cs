using Hangfire;
using Microsoft.Extensions.Options;

namespace Syndication.Operations;

/// <summary>Runs Hangfire's server on worker nodes, and wakes every job at once when the application has started.</summary>
internal sealed class JobServer(
    IOptions<JobsOptions> options,
    JobStorage storage,
    IRecurringJobManager jobs,
    JobActivator activator,
    IHostApplicationLifetime lifetime
) : IHostedService, IDisposable
{
    private static readonly string[] AtOnce = [JobNames.Plan, JobNames.WakeSenders];
    private BackgroundJobServer? server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsWorker)
            lifetime.ApplicationStarted.Register(Start);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        server?.SendStop();
        if (server is not null)
            await server.WaitForShutdownAsync(cancellationToken);
    }

    public void Dispose() => server?.Dispose();

    private void Start()
    {
        RecurringJobs.Register(jobs);
        server = new BackgroundJobServer(
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
        foreach (var job in AtOnce)
            jobs.Trigger(job);
    }
}
