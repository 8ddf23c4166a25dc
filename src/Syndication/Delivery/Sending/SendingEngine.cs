using Microsoft.Extensions.Options;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;

namespace Syndication.Delivery.Sending;

/// <summary>Opens as many connections as there is due mail for, and lets them run until nothing is due.</summary>
internal sealed class SendingEngine(
    LeaseStore leases,
    LedgerWriter writer,
    Preparer preparer,
    HeldMessages held,
    RelayPool relays,
    DomainPacing pacing,
    SenderSignal signal,
    DeliveryMetrics metrics,
    FigureCounts figures,
    Brake brake,
    IOptions<DeliveryOptions> options,
    TimeProvider clock
)
{
    /// <summary>While connections are busy, new urgent mail is looked for this often.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SettleEvery = TimeSpan.FromSeconds(10);

    /// <summary>Sends everything that is due.</summary>
    /// <param name="stop">Stops leasing; messages that were begun are finished, the rest is given back.</param>
    public async Task DrainAsync(CancellationToken stop)
    {
        using var queue = new LeasedQueue(leases, preparer, writer, clock);
        var (policy, inTime) = (options.Value.InDoubt, options.Value.InTime);
        var parts = new SendingParts(queue, preparer, writer, pacing, metrics, figures, brake, policy, inTime, clock);
        var running = new List<(ConnectionLoop Loop, Task Done)>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await leases.RegisterAsync(stop);
            var settledAt = await SettleAsync(stop);
            do
            {
                running.RemoveAll(connection => connection.Done.IsCompletedSuccessfully);
                if (brake.IsDue)
                    await brake.LookAsync(stop);
                await StartAsync(running, parts, ending.Token);

                // A drain takes hours where a relay is slow, and what is stale meanwhile belongs into the next issue.
                if (settledAt is not { } then || clock.GetElapsedTime(then) >= SettleEvery)
                    settledAt = await SettleAsync(stop);
            } while (await SomethingHappensAsync(running, stop));
        }
        finally
        {
            // Broken off, connections finish what they have begun: left to themselves they would send on for hours with nobody to look after them.
            await ending.CancelAsync();
            await Task.WhenAll(running.Select(connection => connection.Done)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await queue.ReleaseAsync();
            await relays.ReturnAllowancesAsync();
        }

        // A connection that broke in a way that nobody foresaw is the caller's to know of.
        await Task.WhenAll(running.Select(connection => connection.Done));
        await figures.FlushAsync(CancellationToken.None);
        await SettleAsync(stop);
    }

    /// <returns>When; null: there is more to do.</returns>
    private async Task<long?> SettleAsync(CancellationToken stop)
    {
        var isAll = await leases.SettleAsync(stop);
        await held.AlarmAsync(stop);
        return isAll ? clock.GetTimestamp() : null;
    }

    /// <summary>One connection in eight, and at least one of several, is kept for urgent mail.</summary>
    private static int Reserved(int limit) => limit < 2 ? 0 : Math.Max(1, limit / 8);

    private async Task StartAsync(List<(ConnectionLoop Loop, Task Done)> running, SendingParts parts, CancellationToken stop)
    {
        await leases.ShareAsync(stop);
        relays.StandBack();
        var limit = relays.Limit;
        if (limit == 0 || stop.IsCancellationRequested)
            return;
        var reserved = Reserved(limit);
        var urgent = await leases.CountDueAsync(MessageStream.Transactional, Math.Max(1, reserved), stop);
        // Digests wait where no relay may take more of them today.
        var digests = relays.AreSpent ? 0 : await leases.CountDueAsync(MessageStream.Digest, limit, stop) + parts.Queue.Digests;
        var due = digests + parts.Queue.Urgent + urgent;
        var trials = due > 0 ? relays.ToTry(Open) : [];
        foreach (var relay in trials)
            Start(running, parts, relay, urgentOnly: false, stop);

        // One that is preferred is given a moment to show that it works, and no longer: it may not answer at all.
        if (trials.Count > 0 && running.Count == trials.Count)
            return;
        for (var open = running.Count(connection => connection.Loop.UrgentOnly); open < Math.Min(reserved, urgent); open++)
            Start(running, parts, urgentOnly: true, stop);
        for (var open = running.Count(connection => !connection.Loop.UrgentOnly); open < Math.Min(limit - reserved, due); open++)
            Start(running, parts, urgentOnly: false, stop);

        int Open(Relay relay) => running.Count(connection => connection.Loop.Relay == relay);
    }

    private void Start(List<(ConnectionLoop Loop, Task Done)> running, SendingParts parts, bool urgentOnly, CancellationToken stop)
    {
        if (relays.Choose(relay => running.Count(connection => connection.Loop.Relay == relay)) is { } relay)
            Start(running, parts, relay, urgentOnly, stop);
    }

    private static void Start(
        List<(ConnectionLoop Loop, Task Done)> running,
        SendingParts parts,
        Relay relay,
        bool urgentOnly,
        CancellationToken stop
    )
    {
        var loop = new ConnectionLoop(relay, urgentOnly, parts);
        running.Add((loop, Task.Run(() => RunAsync(loop, stop), CancellationToken.None)));
    }

    private static async Task RunAsync(ConnectionLoop loop, CancellationToken stop)
    {
        await using (loop)
            await loop.RunAsync(stop);
    }

    /// <summary>Waits for a connection to end, for a signal, or for the time to look again.</summary>
    /// <returns>False when no connection is open any more: nothing is due, or nothing takes it.</returns>
    private async Task<bool> SomethingHappensAsync(List<(ConnectionLoop Loop, Task Done)> running, CancellationToken stop)
    {
        if (running.Count == 0 || stop.IsCancellationRequested)
            return false;
        using var enough = new CancellationTokenSource();
        await Task.WhenAny([
            .. running.Select(connection => connection.Done),
            signal.WaitAsync(enough.Token),
            Task.Delay(Look, clock, enough.Token),
        ]);
        await enough.CancelAsync();
        return !running.Exists(connection => connection.Done.IsFaulted);
    }
}
