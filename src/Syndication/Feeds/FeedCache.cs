using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>
/// The rendered feeds. An answer is taken from memory as long as nothing at all was committed; after a commit the scope's stored version
/// decides whether it is rendered again. However many ask at once, each is looked up and rendered once.
/// </summary>
internal sealed class FeedCache(
    FeedSource source,
    FeedLinks links,
    StoreChanges changes,
    IOptions<FeedOptions> options,
    IOptions<PublicationOptions> publication
)
{
    // Rises when the same article is written differently, so that readers fetch the new form.
    private const int Form = 1;

    private readonly ConcurrentDictionary<FeedKey, Entry> entries = new();
    private readonly ConcurrentDictionary<(FeedKey Key, long Generation), Lazy<Task<FeedAnswer>>> flights = new();
    private readonly string configuration = Fingerprint(publication.Value, options.Value);

    /// <summary>The feed as it is now.</summary>
    public async ValueTask<FeedAnswer> GetAsync(Scope scope, FeedFormat format, CancellationToken ct)
    {
        var key = new FeedKey(scope, format);
        // Read before the store: what is committed later has a higher number and is looked up again.
        var generation = changes.Generation;
        if (entries.TryGetValue(key, out var entry) && entry.CheckedAt == generation)
        {
            entry.UsedAt = Environment.TickCount64;
            return entry.Answer;
        }

        // Only those who saw the same commits share a flight: after a publish nobody is given the state before it.
        var flight = flights.GetOrAdd((key, generation), _ => new(() => FlyAsync(key, generation)));
        return await flight.Value.WaitAsync(ct);
    }

    private async Task<FeedAnswer> FlyAsync(FeedKey key, long generation)
    {
        try
        {
            return await RefreshAsync(key, generation);
        }
        finally
        {
            flights.TryRemove((key, generation), out _);
        }
    }

    private async Task<FeedAnswer> RefreshAsync(FeedKey key, long generation)
    {
        // Not one caller's token: others wait for the same work.
        var ct = CancellationToken.None;
        var version = await source.VersionAsync(key.Scope, ct);
        if (entries.TryGetValue(key, out var old) && old.Version == version.Version)
        {
            old.CheckedAt = generation;
            return old.Answer;
        }

        switch (await ReadAsync(key.Scope, version, ct))
        {
            case ({ } document, var composed, _):
                var feed = Render(document, key.Format, composed);
                return Keep(key, new Entry(new FeedAnswer.Found(feed), composed.Version) { CheckedAt = generation }).Answer;
            case (_, _, FeedScope.Moved moved):
                return new FeedAnswer.Moved(links.Of(Scope.Section(moved.To), key.Format));
            case (_, _, FeedScope.Gone):
                return new FeedAnswer.Gone();
            default:
                // Never kept: anybody can make up names.
                return new FeedAnswer.Missing();
        }
    }

    // What was read between two equal versions is that version. A store that is written to all the time ends the search with the
    // older number: the next request then sees a newer one and renders again.
    private async Task<(FeedDocument? Document, ScopeVersion Version, FeedScope Scope)> ReadAsync(
        Scope scope,
        ScopeVersion version,
        CancellationToken ct
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            var found = await source.FindAsync(scope, version, ct);
            if (found is not FeedScope.Known known)
                return (null, version, found);
            var document = await source.ComposeAsync(scope, known, version, ct);
            var after = await source.VersionAsync(scope, ct);
            if (after.Version == version.Version || attempt == 3)
                return (document, version, found);
            version = after;
        }
    }

    private RenderedFeed Render(FeedDocument document, FeedFormat format, ScopeVersion version)
    {
        var self = links.Of(document.Scope, format);
        var body = format switch
        {
            FeedFormat.Rss => RssWriter.Write(document, self),
            FeedFormat.Atom => AtomWriter.Write(document, self),
            _ => JsonFeedWriter.Write(document, self, links.Favicon),
        };
        var name = string.Create(CultureInfo.InvariantCulture, $"{version.Version}.{configuration}");
        return new RenderedFeed(body, name, version.ChangedAt, self);
    }

    private Entry Keep(FeedKey key, Entry entry)
    {
        entries[key] = entry;
        var size = entries.Values.Sum(kept => kept.Size);
        if (size <= options.Value.CacheBytes)
            return entry;
        foreach (var (unused, kept) in entries.OrderBy(pair => pair.Value.UsedAt).ToList())
        {
            if (size <= options.Value.CacheBytes * 3 / 4)
                break;
            if (entries.TryRemove(new(unused, kept)))
                size -= kept.Size;
        }

        return entry;
    }

    private static string Fingerprint(PublicationOptions publication, FeedOptions feeds)
    {
        var all = string.Join(
            '\0',
            Form,
            publication.BaseAddress,
            publication.Name,
            publication.Description,
            publication.Language,
            feeds.ItemCount,
            feeds.ByteBudget
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 5));
    }

    private readonly record struct FeedKey(Scope Scope, FeedFormat Format);

    private sealed class Entry(FeedAnswer.Found answer, long version)
    {
        public FeedAnswer.Found Answer { get; } = answer;
        public long Version { get; } = version;
        public long CheckedAt { get; set; }
        public long UsedAt { get; set; } = Environment.TickCount64;

        // An entry costs something beside its bytes.
        public long Size => Answer.Feed.Size + 1024;
    }
}
