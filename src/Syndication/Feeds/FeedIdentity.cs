using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>What a feed says of itself.</summary>
internal sealed class FeedIdentity(KeyRing keys, FeedLinks links, WebAddresses addresses, IOptions<PublicationOptions> publication)
{
    /// <summary>The publication's language.</summary>
    public string Language => publication.Value.Language;

    public FeedDocument Describe(Scope scope, FeedScope.Known known, DateTimeOffset changedAt, IReadOnlyList<FeedItem> items)
    {
        var options = publication.Value;
        var name = FeedText.Line(options.Name);
        var title = known.Name.Length == 0 ? name : $"{FeedText.Line(known.Name)} – {name}";
        var about = known.Name.Length == 0 ? options.Description : known.Description;
        var description = FeedText.Line(about);
        return new FeedDocument
        {
            Scope = scope,
            Id = IdOf(scope),
            Title = title,
            Description = description.Length > 0 ? description : title,
            Language = known.Language,
            Page = links.PageOf(scope),
            Updated = changedAt,
            Publisher = new FeedAuthor(name, addresses.Home),
            Items = items,
        };
    }

    // From the store's first key, not from an address: the same whatever host the publication moves to, and no other publication's.
    private string IdOf(Scope scope)
    {
        var bytes = keys.Hash("feed", Encoding.UTF8.GetBytes(scope.Key)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
    }
}
