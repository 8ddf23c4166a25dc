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
internal sealed partial class FeedCache(
    FeedSources sources,
    FeedLinks links,
    StoreChanges changes,
    FeedsMetrics metrics,
    IOptions<FeedOptions> options,
    IOptions<PublicationOptions> publication,
    ILogger<FeedCache> logger
)
{
    // Rises when the same article is written differently, so that readers fetch the new form.
    private const int Form = 4;

    // What anybody can make up must not push out what everybody reads.
    private const int OpenEndedShare = 8;

    private readonly KeptFeeds named = new(options.Value.CacheBytes - (options.Value.CacheBytes / OpenEndedShare));
    private readonly KeptFeeds openEnded = new(options.Value.CacheBytes / OpenEndedShare);
    private readonly ConcurrentDictionary<(FeedKey Key, long Generation), Lazy<Task<FeedAnswer>>> flights = new();
    private readonly string configuration = Fingerprint(publication.Value, options.Value);

    /// <summary>Bytes of rendered feeds in memory.</summary>
    public long Bytes => named.Bytes + openEnded.Bytes;

    /// <summary>The feed as it is now; where the store cannot be read, as it was.</summary>
    public async ValueTask<FeedAnswer> GetAsync(FeedSubject subject, FeedFormat format, CancellationToken ct)
    {
        var key = new FeedKey(subject, format);
        // Read before the store: what is committed later has a higher number and is looked up again.
        var generation = changes.ContentGeneration;
        if (KeptFor(subject).Find(key) is { } feed && feed.CheckedAt == generation)
            return feed.Answer;

        // Only those who saw the same commits share a flight: after a publish nobody is given the state before it.
        var flight = flights.GetOrAdd((key, generation), _ => new(() => FlyAsync(key, generation)));
        return await flight.Value.WaitAsync(ct);
    }

    /// <summary>The public feed of this path, where it is known without asking the store to be current; else null.</summary>
    public RenderedFeed? FindWarm(string path)
    {
        var generation = changes.ContentGeneration;
        return named.FindPath(path) is { } feed && feed.CheckedAt == generation ? feed.Feed : null;
    }

    /// <summary>Whether the feed is in memory, be it current or not.</summary>
    public bool IsKept(FeedSubject subject, FeedFormat format) => KeptFor(subject).Find(new FeedKey(subject, format)) is not null;

    private KeptFeeds KeptFor(FeedSubject subject) => subject.IsOpenEnded ? openEnded : named;

    private async Task<FeedAnswer> FlyAsync(FeedKey key, long generation)
    {
        try
        {
            return await RefreshAsync(key, generation);
        }
        // A reader is better off with the state of a minute ago than with an error; whoever asks next tries the store again.
        catch (Exception fault) when (StoreFaults.IsUnreadable(fault))
        {
            LogUnreadable(fault, key.Subject.IsPublic ? key.Subject.Path : "a private feed");
            return new FeedAnswer.Unavailable(KeptFor(key.Subject).Find(key)?.Feed);
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
        if (KeptFor(key.Subject).Find(key) is { } old && old.Version == version)
        {
            old.CheckedAt = generation;
            return old.Answer;
        }

        var (reading, read) = await sources.ReadAsync(key.Subject, version, ct);
        switch (reading)
        {
            case FeedReading.Found found:
                var feed = new KeptFeed(key, Render(found.Document, key.Format, read), read) { CheckedAt = generation };
                KeptFor(key.Subject).Keep(feed);
                return feed.Answer;
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
        metrics.Rendered();
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

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "The store cannot be read for {Feed}; what is in memory is served")]
    private partial void LogUnreadable(Exception fault, string feed);

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
}
