using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>
/// The rendered feeds. An answer is taken from memory as long as nothing published was touched; after that the feed's stored version
/// decides whether it is rendered again. However many ask at once, each is looked up and rendered once.
/// </summary>
internal sealed class FeedCache(
    FeedSources sources,
    FeedLinks links,
    StoreChanges changes,
    IOptions<FeedOptions> options,
    IOptions<PublicationOptions> publication
)
{
    // Rises when the same article is written differently, so that readers fetch the new form.
    private const int Form = 2;

    private readonly ConcurrentDictionary<FeedKey, Entry> entries = new();
    private readonly ConcurrentDictionary<(FeedKey Key, long Generation), Lazy<Task<FeedAnswer>>> flights = new();
    private readonly string configuration = Fingerprint(publication.Value, options.Value);

    /// <summary>The feed as it is now.</summary>
    public async ValueTask<FeedAnswer> GetAsync(FeedSubject subject, FeedFormat format, CancellationToken ct)
    {
        var key = new FeedKey(subject, format);
        // Read before the store: what is committed later has a higher number and is looked up again.
        var generation = changes.ContentGeneration;
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
        var version = await sources.VersionAsync(key.Subject, ct);
        if (entries.TryGetValue(key, out var old) && old.Version == version)
        {
            old.CheckedAt = generation;
            return old.Answer;
        }

        var (reading, read) = await sources.ReadAsync(key.Subject, version, ct);
        switch (reading)
        {
            case FeedReading.Found found:
                var feed = Render(found.Document, key.Format, read);
                return Keep(key, new Entry(new FeedAnswer.Found(feed), read) { CheckedAt = generation }).Answer;
            case FeedReading.Moved moved:
                return new FeedAnswer.Moved(links.Of(moved.To, key.Format));
            case FeedReading.Gone:
                return new FeedAnswer.Gone();
            default:
                // Never kept: anybody can make up names.
                return new FeedAnswer.Missing();
        }
    }

    private RenderedFeed Render(FeedDocument document, FeedFormat format, FeedVersion version)
    {
        var addresses = new FeedFormatLinks(links, format);
        var body = format switch
        {
            FeedFormat.Rss => RssWriter.Write(document, addresses),
            FeedFormat.Atom => AtomWriter.Write(document, addresses),
            _ => JsonFeedWriter.Write(document, addresses),
        };
        return new RenderedFeed(
            body,
            new FeedHeaders(
                $"{version.Name}.{configuration}",
                version.ChangedAt,
                format.MediaType(),
                document.Subject.IsPublic,
                document.Rhythm,
                addresses.Self(document),
                document.Hub
            )
        );
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
            publication.TimeZone,
            feeds.ItemCount,
            feeds.ByteBudget,
            feeds.MinAge,
            feeds.MaxAge
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 5));
    }

    private readonly record struct FeedKey(FeedSubject Subject, FeedFormat Format);

    private sealed class Entry(FeedAnswer.Found answer, FeedVersion version)
    {
        public FeedAnswer.Found Answer { get; } = answer;
        public FeedVersion Version { get; } = version;
        public long CheckedAt { get; set; }
        public long UsedAt { get; set; } = Environment.TickCount64;

        // An entry costs something beside its bytes.
        public long Size => Answer.Feed.Size + 1024;
    }
}
