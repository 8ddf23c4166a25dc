using Syndication.Feeds;
using Syndication.Feeds.Personal;
using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The private feed from a reader's plan.</summary>
internal static class ReaderFeedEndpoints
{
    public static void MapReaderFeeds(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/feeds/readers/{token}.{format}", ReadEndpoints.Methods, GetFeed);
        app.MapPost("/preferences/{token}/feed", PostNewAddress).TakesForm();
    }

    internal static async Task<IResult> GetFeed(
        string token,
        string format,
        HttpContext http,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderSections sections,
        PersonalFeeds feeds,
        CancellationToken ct
    )
    {
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers.CacheControl = "no-store";
        if (
            FeedFormats.Parse(format) is not { } known
            || tokens.Read(TokenPurpose.Feed, token) is not var (handle, number)
            || await readers.FindAsync(handle, ct) is not { } reader
        )
            return TypedResults.NotFound();
        if (!PreferencesEndpoints.IsHere(reader) || number != reader.Subscriber.FeedNumber)
            return TypedResults.StatusCode(StatusCodes.Status410Gone);
        var owner = Convert.ToHexStringLower(handle);
        return await feeds.AnswerAsync(await sections.OfAsync(reader, ct), token, owner, known, http, ct);
    }

    internal static async Task<IResult> PostNewAddress(
        string token,
        ReaderTokens tokens,
        ReaderFeedAddresses addresses,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Preferences, token) is var (handle, _) && await addresses.RenewAsync(handle, ct)
            ? new PreferencesEndpoints.SeeOther($"/preferences/{token}?feed#feed")
            : pages.Unknown();
}
