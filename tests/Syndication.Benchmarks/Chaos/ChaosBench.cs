using System.Diagnostics;
using System.Globalization;
using Syndication.Delivery;

namespace Syndication.Benchmarks.Chaos;

/// <summary>What a scenario works with: a store, a sink, and services that send from the one to the other.</summary>
internal sealed class ChaosBench : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private readonly int connections;
    private readonly List<ServiceProcess> services = [];
    private readonly long started = Stopwatch.GetTimestamp();

    private ChaosBench(ChaosStore store, int connections)
    {
        Store = store;
        Mailings = new Mailings(store);
        this.connections = connections;
    }

    public ChaosStore Store { get; }

    public Mailings Mailings { get; }

    public RecordingSink Sink { get; } = new();

    /// <summary>The settings of a service that sends from the store to the sink.</summary>
    public Dictionary<string, string> Settings =>
        new(Store.Settings, StringComparer.Ordinal)
        {
            ["Delivery__Relays__0__Name"] = "sink",
            ["Delivery__Relays__0__Host"] = "127.0.0.1",
            ["Delivery__Relays__0__Port"] = Sink.Port.ToString(CultureInfo.InvariantCulture),
            ["Delivery__Relays__0__Security"] = "None",
            // One is kept free of digests.
            ["Delivery__Connections"] = (connections + 1).ToString(CultureInfo.InvariantCulture),
            ["Logging__LogLevel__Default"] = "Warning",
        };

    /// <summary>Makes an empty store.</summary>
    /// <inheritdoc cref="ChaosStore.CreateAsync"/>
    public static async Task<ChaosBench> CreateAsync(StoreKind kind, int connections, CancellationToken ct, string? directory = null) =>
        new(await ChaosStore.CreateAsync(kind, directory, ct), connections);

    /// <summary>Starts a service; it ends with the bench at the latest.</summary>
    public ServiceProcess Start() => StartUnder(awaited: null);

    /// <inheritdoc cref="ServiceProcess.Start"/>
    public ServiceProcess StartUnder(string? awaited, params string[] under)
    {
        var service = ServiceProcess.Start(Settings, awaited, under);
        services.Add(service);
        return service;
    }

    /// <summary>Waits until the sink has taken so many messages, repeats included.</summary>
    public Task<bool> ReachAsync(int count, TimeSpan patience, CancellationToken ct) =>
        UntilAsync(() => Task.FromResult(Sink.Count >= count), Look, patience, ct);

    /// <summary>Waits until so many connections stand where the sink holds them.</summary>
    public Task<bool> HeldAsync(int count, TimeSpan patience, CancellationToken ct) =>
        UntilAsync(() => Task.FromResult(Sink.Held >= count), Look, patience, ct);

    /// <summary>How long a service took from its start to the next message at the sink.</summary>
    public async Task<TimeSpan> FirstAfterAsync(ServiceProcess service, TimeSpan patience, CancellationToken ct)
    {
        // What the one before it had written reaches the sink yet; no new one is up as soon as this.
        await Task.Delay(Rest, TimeProvider.System, ct);
        var before = Sink.Count;
        await ReachAsync(before + 1, patience, ct);
        return Sink.Arrivals.Skip(before).FirstOrDefault() is { } first
            ? Stopwatch.GetElapsedTime(service.StartedAt, first.Timestamp)
            : patience;
    }

    /// <summary>Waits until no message is on its way or waits any more.</summary>
    public Task<bool> SettleAsync(TimeSpan patience, CancellationToken ct) =>
        UntilAsync(async () => IsSettled(await Mailings.CountsAsync(ct)), TimeSpan.FromMilliseconds(250), patience, ct);

    /// <summary>Holds what every scenario promises: the ledger adds up, says what the sink says, and nothing is lost or sent under another name.</summary>
    /// <param name="verdict">Where the figures go.</param>
    /// <param name="ct">Cancels.</param>
    public async Task JudgeAsync(Verdict verdict, CancellationToken ct)
    {
        var counts = await Mailings.CountsAsync(ct);
        var arrivals = Sink.Arrivals;
        var taken = arrivals.Select(arrival => arrival.MessageId.Split('@')[0]).ToHashSet(StringComparer.Ordinal);
        verdict.Messages = counts.Planned;
        verdict.Repeats = arrivals.Count - taken.Count;
        verdict.Doubts = counts.Doubts;
        verdict.Took = Stopwatch.GetElapsedTime(started);
        var unwanted = counts.In(MessageState.Cancelled) + counts.In(MessageState.Suppressed);
        verdict.Lost = Math.Max(0, Mailings.Expected.Count(id => !taken.Contains(id)) - unwanted);
        verdict.Hold(verdict.Lost == 0, $"{verdict.Lost} messages are lost");
        verdict.Hold(verdict.Repeats <= verdict.MostRepeats, $"{verdict.Repeats} repeats, of at most {verdict.MostRepeats}");
        verdict.Hold(taken.IsSubsetOf(Mailings.Expected), "a Message-ID that is none of the ledger's");
        verdict.Hold(counts.AddsUp && counts.Planned == Mailings.Expected.Count, $"the ledger does not add up: {Words(counts)}");
        verdict.Hold(IsSettled(counts), $"messages wait still: {Words(counts)}");
        verdict.Hold(counts.In(MessageState.Sent) <= taken.Count, "the ledger calls messages sent that nobody took");
        verdict.Hold(counts.Repeats <= verdict.Repeats, $"the ledger counts {counts.Repeats} repeats, and the sink {verdict.Repeats}");
    }

    /// <summary>Asks again and again.</summary>
    /// <returns>False where it did not come true in time.</returns>
    public static async Task<bool> UntilAsync(Func<Task<bool>> holds, TimeSpan look, TimeSpan patience, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(since) > patience)
                return false;
            await Task.Delay(look, TimeProvider.System, ct);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var service in services)
            service.Dispose();
        Sink.Dispose();
        Store.Dispose();
    }

    private static bool IsSettled(MailingCounts counts) =>
        counts.States.Keys.All(state => state >= MessageState.Sent || counts.In(state) == 0);

    private static string Words(MailingCounts counts) =>
        $"{counts.Planned} planned, " + string.Join(", ", counts.States.Select(pair => $"{pair.Value} {pair.Key}"));
}
