using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Pictures;

/// <summary>Looks at the pictures that wait for it: hosts beside each other, one request at a time to each.</summary>
internal sealed partial class PictureJobs(
    PictureStore store,
    PictureProbe probe,
    IOptions<PictureOptions> options,
    TimeProvider clock,
    ILogger<PictureJobs> logger
)
{
    private const int Chunk = 64;
    private const int MostHosts = 8;

    // A host with many pictures must not hold up the others of the chunk.
    private const int MostOfHost = 8;

    /// <summary>Looks at some of what is due. Safe to run again or twice at once.</summary>
    /// <returns>How many pictures were looked at; 0: nothing is due.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!options.Value.Measure)
            return 0;
        var hosts = (await store.DueAsync(Chunk, MostOfHost, ct)).GroupBy(PictureStore.HostOf, StringComparer.OrdinalIgnoreCase);
        var count = 0;
        await Parallel.ForEachAsync(
            hosts,
            new ParallelOptions { MaxDegreeOfParallelism = MostHosts, CancellationToken = ct },
            async (host, token) => Interlocked.Add(ref count, await LookAsync([.. host], token))
        );
        return count;
    }

    private async Task<int> LookAsync(IReadOnlyList<string> urls, CancellationToken ct)
    {
        for (var at = 0; at < urls.Count; at++)
        {
            if (at > 0 && options.Value.PerHost > TimeSpan.Zero)
                await Task.Delay(options.Value.PerHost, clock, ct);
            var finding = Uri.TryCreate(urls[at], UriKind.Absolute, out var address)
                ? await probe.LookAsync(address, ct)
                : new PictureFinding.Dead("not an address");
            if (finding is PictureFinding.Dead(var reason))
                LogDead(address?.Host ?? "", reason);
            await store.RememberAsync(urls[at], finding, ct);
            // Its others would wait as long, and whoever waits for the end of the run with them.
            if (finding is PictureFinding.Unclear { IsSilent: true })
                return at + 1;
        }

        return urls.Count;
    }

    [LoggerMessage(EventId = 2501, Level = LogLevel.Information, Message = "A lead picture on {Host} cannot be shown: {Reason}")]
    private partial void LogDead(string host, string reason);
}
