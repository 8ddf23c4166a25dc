using System.Collections.Concurrent;

namespace Syndication.Feeds;

/// <summary>Rendered feeds in memory, at most so many bytes of them: those not asked for longest go first.</summary>
internal sealed class KeptFeeds(long most)
{
    // An entry costs something beside its bytes.
    private const long Overhead = 1024;

    private readonly ConcurrentDictionary<FeedKey, KeptFeed> byKey = new();
    private readonly ConcurrentDictionary<string, KeptFeed> byPath = new(StringComparer.Ordinal);
    private readonly Lock trimming = new();
    private long bytes;

    // Moves with each feed that is kept, not with each that is asked for: hits would all write to one place.
    private long use;

    /// <summary>Bytes held.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public KeptFeed? Find(FeedKey key) => Used(byKey.GetValueOrDefault(key));

    /// <summary>The feed whose path this is, unescaped; only feeds that no query and no reader's right decides about are found by path.</summary>
    public KeptFeed? FindPath(string path) => Used(byPath.GetValueOrDefault(path));

    /// <summary>Keeps the feed in place of the one that had its key.</summary>
    public void Keep(KeptFeed feed)
    {
        feed.UsedAt = Interlocked.Increment(ref use);
        feed.Feed.Grown = grown => Grow(feed, grown);
        lock (trimming)
        {
            if (byKey.TryGetValue(feed.Key, out var old))
                Remove(old);
            byKey[feed.Key] = feed;
            if (feed.Path is { } path)
                byPath[path] = feed;
            feed.Bytes = feed.Feed.Size + Overhead;
            bytes += feed.Bytes;
            Trim();
        }
    }

    private void Grow(KeptFeed feed, long grown)
    {
        lock (trimming)
        {
            if (feed.Bytes == 0)
                return;
            feed.Bytes += grown;
            bytes += grown;
            Trim();
        }
    }

    // Down to three quarters, so that not every feed that comes has to look for another that goes.
    private void Trim()
    {
        if (bytes <= most)
            return;
        foreach (var unused in byKey.Values.OrderBy(feed => feed.UsedAt).ToList())
        {
            if (bytes <= most * 3 / 4)
                return;
            Remove(unused);
        }
    }

    private void Remove(KeptFeed feed)
    {
        byKey.TryRemove(new(feed.Key, feed));
        if (feed.Path is { } path)
            byPath.TryRemove(new(path, feed));
        bytes -= feed.Bytes;
        feed.Bytes = 0;
    }

    private KeptFeed? Used(KeptFeed? feed)
    {
        if (feed is null)
            return null;
        var now = Volatile.Read(ref use);
        if (feed.UsedAt != now)
            feed.UsedAt = now;
        return feed;
    }
}
