using System.Text;
using Syndication.Publication;

namespace Syndication.Feeds.Personal;

/// <summary>
/// A reader's own feed: the newest articles of the sections that the reader chose. It is rendered once for everybody with the same
/// choice; a reader's own address and id are put in at the end.
/// </summary>
public sealed class PersonalFeeds
{
    private readonly FeedCache feeds;
    private readonly FeedLinks links;
    private readonly FeedIdentity identity;
    private readonly WebAddresses addresses;

    internal PersonalFeeds(FeedCache feeds, FeedLinks links, FeedIdentity identity, WebAddresses addresses) =>
        (this.feeds, this.links, this.identity, this.addresses) = (feeds, links, identity, addresses);

    /// <summary>One feed's absolute address.</summary>
    /// <param name="token">The reader's token.</param>
    /// <param name="format">The format.</param>
    public string Address(string token, FeedFormat format) => $"{addresses.Base}/feeds/readers/{token}.{format.Extension()}";

    /// <summary>Answers a request for a reader's feed: never kept by shared caches, listed by nobody, and not readable across origins.</summary>
    /// <param name="sections">What the reader chose; none gives an empty feed.</param>
    /// <param name="token">The token in the address; already checked.</param>
    /// <param name="owner">What makes the feed's id, the same for ever for one reader.</param>
    /// <param name="format">The format.</param>
    /// <param name="http">The request; a browser's navigation is sent to the home page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> AnswerAsync(
        IEnumerable<SectionSlug> sections,
        string token,
        string owner,
        FeedFormat format,
        HttpContext http,
        CancellationToken ct
    )
    {
        var subject = SelectionFeed.Of(sections);
        var answer = await feeds.GetAsync(subject, format, ct);
        if (FeedOf(answer) is not { } shared)
            return TypedResults.StatusCode(
                answer is FeedAnswer.Unavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound
            );
        if (FeedRequest.IsNavigation(http.Request))
            return new ReadablePage(addresses.Home);
        var self = links.Of(subject, format).Replace(SelectionFeed.TokenHole, token, StringComparison.Ordinal);
        var body = Fill(shared.Identity, token, owner);
        return new FeedResponse(new RenderedFeed(body, shared.Headers.At(self)));
    }

    private static RenderedFeed? FeedOf(FeedAnswer answer) =>
        answer switch
        {
            FeedAnswer.Found found => found.Feed,
            FeedAnswer.Unavailable unavailable => unavailable.Kept,
            _ => null,
        };

    private byte[] Fill(byte[] shared, string token, string owner) =>
        Replace(Replace(shared, SelectionFeed.TokenHole, token), SelectionFeed.IdHole, identity.IdOf("readers/" + owner));

    private static byte[] Replace(byte[] text, string hole, string content)
    {
        var (old, fresh) = (Encoding.ASCII.GetBytes(hole), Encoding.ASCII.GetBytes(content));
        using var result = new MemoryStream(text.Length + 256);
        var rest = text.AsSpan();
        for (var at = rest.IndexOf(old); at >= 0; at = rest.IndexOf(old))
        {
            result.Write(rest[..at]);
            result.Write(fresh);
            rest = rest[(at + old.Length)..];
        }

        result.Write(rest);
        return result.ToArray();
    }
}
