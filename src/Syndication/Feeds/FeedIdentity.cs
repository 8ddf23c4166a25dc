using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>What a feed says of itself.</summary>
internal sealed class FeedIdentity(
    KeyRing keys,
    FeedLinks links,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication,
    IOptions<FeedOptions> feeds
)
{
    /// <summary>The publication's language.</summary>
    public string Language => publication.Value.Language;

    /// <summary>The head of a scope's feed, with its items.</summary>
    public FeedDocument Describe(
        FeedSubject subject,
        Scope scope,
        ScopeProfile.Known known,
        FeedVersion version,
        IReadOnlyList<FeedItem> items
    )
    {
        var name = FeedText.Line(publication.Value.Name);
        var title = known.Name.Length == 0 ? name : $"{FeedText.Line(known.Name)} – {name}";
        var about = FeedText.Line(known.Name.Length == 0 ? publication.Value.Description : known.Description);
        return new FeedDocument
        {
            Subject = subject,
            Id = IdOf(scope.Key),
            Title = title,
            Description = about.Length > 0 ? about : title,
            Language = known.Language,
            Page = links.PageOf(scope),
            Updated = version.ChangedAt ?? LatestOf(items),
            Publisher = Publisher,
            Items = items,
            Rhythm = FeedRhythm.Of(items.Select(item => item.Published), feeds.Value.MinAge, feeds.Value.MaxAge),
            Hub = subject.HasHub ? links.Hub : null,
        };
    }

    /// <summary>Who stands for items without a byline.</summary>
    public FeedAuthor Publisher => new(FeedText.Line(publication.Value.Name), addresses.Home);

    /// <summary>
    /// The id of a feed, from the store's first key and not from an address: the same whatever host the publication moves to, and no other
    /// publication's.
    /// </summary>
    /// <param name="key">What the feed is of, in words that never change.</param>
    public string IdOf(string key)
    {
        var bytes = keys.Hash("feed", Encoding.UTF8.GetBytes(key)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
    }

    private static DateTimeOffset LatestOf(IReadOnlyList<FeedItem> items) =>
        items.Count > 0 ? items.Max(item => item.Updated) : FeedVersion.Never;
}
