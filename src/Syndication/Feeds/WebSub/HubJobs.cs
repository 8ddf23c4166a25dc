namespace Syndication.Feeds.WebSub;

/// <summary>All that the hub does apart from answering requests. Its tables are the record: whoever calls only wakes it.</summary>
internal sealed class HubJobs(HubVerifier verifier, HubDistributor distributor, HubDeliverer deliverer)
{
    /// <summary>The three kinds of work; each returns when something falls due next and keeps the others not waiting.</summary>
    public IReadOnlyList<Func<CancellationToken, Task<DateTimeOffset?>>> Kinds { get; } =
    [verifier.RunAsync, distributor.RunAsync, deliverer.RunAsync];

    /// <summary>Does what is due now and returns when nothing is left. Safe to run again or twice at once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await Task.WhenAll(verifier.RunAsync(ct), distributor.RunAsync(ct));
        // What the distribution put into the table goes out in the same run.
        await deliverer.RunAsync(ct);
        await verifier.RunAsync(ct);
    }
}
