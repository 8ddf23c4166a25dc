using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Feeds;

namespace Syndication.Benchmarks.Feeds;

/// <summary>The whole host in this process, where its services and meters can be reached; it listens on loopback.</summary>
internal sealed class InProcessHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly Task running;
    private readonly MeterListener meters = new();
    private long renders;

    private InProcessHost(IHost host, Task run, Uri address)
    {
        (this.host, running) = (host, run);
        Address = address;
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == FeedsMetrics.Meter && instrument.Name == FeedsMetrics.Renders)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref renders, count));
        meters.Start();
    }

    public Uri Address { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>How often a feed was written since the start.</summary>
    public long Renders => Interlocked.Read(ref renders);

    /// <summary>Starts the program's own entry point and takes the host that it builds.</summary>
    public static Task<InProcessHost> StartAsync(string data, CancellationToken ct) => StartAsync(data, [], ct);

    /// <inheritdoc cref="StartAsync(string, CancellationToken)"/>
    public static async Task<InProcessHost> StartAsync(string data, IEnumerable<string> settings, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}/");
        var built = new TaskCompletionSource<IHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (DiagnosticListener.AllListeners.Subscribe(new HostBuilt(built)))
        {
            string[] arguments =
            [
                "--environment=Production",
                $"--urls={address.GetLeftPart(UriPartial.Authority)}",
                $"--Publication:BaseAddress={address.GetLeftPart(UriPartial.Authority)}",
                $"--Storage:Directory={data}",
                "--Logging:LogLevel:Default=Warning",
                "--Jobs:Roles=web",
                .. settings,
            ];
            // Runs as long as the host does; one that ends before has said why on standard error.
            var run = Task.Run(() => typeof(FeedsSetup).Assembly.EntryPoint!.Invoke(null, [arguments]), ct);
            if (await Task.WhenAny(built.Task, run) == run)
                throw new InvalidOperationException($"The host ended before it had started, with {await run ?? "no code"}.");
            var started = new InProcessHost(await built.Task.WaitAsync(ct), run, address);
            await started.WaitAsync(ct);
            return started;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The program stops and disposes its host itself; stopped from here as well, what ends last would find the first half disposed.
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running;
        meters.Dispose();
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        await using var registration = lifetime.ApplicationStarted.Register(ready.SetResult);
        await ready.Task.WaitAsync(ct);
    }

    /// <summary>Hears of the host that the entry point builds: the same event that tests of whole hosts are made with.</summary>
    private sealed class HostBuilt(TaskCompletionSource<IHost> built)
        : IObserver<DiagnosticListener>,
            IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "HostBuilt")
                built.TrySetResult((IHost)value.Value!);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) => built.TrySetException(error);
    }
}
