using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Syndication.Feeds;

/// <summary>
/// Documents beside the feeds that machines ask for: the list of feeds, sitemaps. Each is written once for a state of the store, however
/// many ask, and goes out as feeds do. Their entity tags are made of the bytes, so they too are the same after a restart and on every node.
/// </summary>
internal sealed class KeptDocuments : IDisposable
{
    private const long MostBytes = 32 * 1024 * 1024;

    // How long caches are told to keep one: crawlers and readers' imports come far more rarely.
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly ConcurrentDictionary<(string Address, string State), Lazy<Task<RenderedFeed>>> flights = new();

    /// <summary>The document.</summary>
    /// <param name="address">Its absolute address.</param>
    /// <param name="mediaType">Its media type; it is UTF-8.</param>
    /// <param name="state">What it is made of: while this stays the same, so does the document.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="ct">Ends the waiting; others may wait for the same work.</param>
    public async Task<RenderedFeed> GetAsync(
        string address,
        string mediaType,
        string state,
        Func<CancellationToken, Task<byte[]>> write,
        CancellationToken ct
    )
    {
        if (kept.TryGetValue(address, out Kept? known) && known!.State == state)
            return known.Document;
        var flight = flights.GetOrAdd((address, state), _ => new(() => WriteAsync(address, mediaType, state, write)));
        return await flight.Value.WaitAsync(ct);
    }

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    private async Task<RenderedFeed> WriteAsync(string address, string mediaType, string state, Func<CancellationToken, Task<byte[]>> write)
    {
        try
        {
            var bytes = await write(CancellationToken.None);
            var version = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 10));
            var document = new RenderedFeed(bytes, new FeedHeaders(version, null, mediaType, isPublic: true, Age, address, hub: null));
            // The compressed forms, made when somebody asks, are far smaller than the document.
            kept.Set(address, new Kept(state, document), new MemoryCacheEntryOptions { Size = bytes.LongLength * 3 / 2 });
            return document;
        }
        finally
        {
            flights.TryRemove((address, state), out _);
        }
    }

    private sealed record Kept(string State, RenderedFeed Document);
}
