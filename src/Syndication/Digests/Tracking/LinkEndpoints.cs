using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Digests.Tracking;

/// <summary>Where counted links lead on, and their numbers. Following one changes nothing of any reader, and sets no cookie.</summary>
internal static class LinkEndpoints
{
    // A GIF of one transparent pixel (GIF89a).
    private static readonly byte[] Pixel = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/l/{token}", ReadEndpoints.Methods, FollowAsync).ExcludeFromDescription();
        app.MapMethods("/api/v1/issues/{issue}/links", ReadEndpoints.Methods, OfIssueAsync)
            .RequireAuthorization(AccessPolicies.OperatorKey)
            .WithTags("Figures")
            .WithSummary("How often an issue's links were followed, where the publisher has that counted");
    }

    // Links in mails that are out work on when counting is turned off. Only what we made is known: this leads nowhere else.
    internal static async Task<IResult> FollowAsync(
        string token,
        TrackedLinks links,
        LinkHits hits,
        IOptions<DigestOptions> options,
        HttpContext http,
        CancellationToken ct
    )
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        if (await links.FindAsync(token, ct) is not { } link)
            return TypedResults.NotFound();
        if (options.Value.Tracking is not TrackingMode.None && !IsAhead(http.Request.Headers))
            hits.Note(
                link,
                Network.Of(http.Connection.RemoteIpAddress),
                http.Request.Headers.UserAgent.ToString(),
                HttpMethods.IsHead(http.Request.Method)
            );
        return link.Kind is TrackedLinkKind.Picture ? TypedResults.Bytes(Pixel, "image/gif") : TypedResults.Redirect(Ascii(link.Address));
    }

    internal static async Task<Results<Ok<LinkReport>, NotFound>> OfIssueAsync(string issue, LinkFigures figures, CancellationToken ct) =>
        await figures.OfAsync(issue, ct) is { } report ? TypedResults.Ok(report) : TypedResults.NotFound();

    // A program that fetches what a person might follow next: nobody has followed anything yet.
    private static bool IsAhead(IHeaderDictionary headers) =>
        ((string[])["Purpose", "Sec-Purpose", "X-Purpose", "X-Moz"]).Any(name =>
            headers[name].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
        );

    // A header's value is ASCII (RFC 9110, section 5.5), hosts with international names too; browsers make the same of such an address.
    internal static string Ascii(string address)
    {
        if (address.All(char.IsAscii))
            return address;
        var uri = new Uri(address);
        return $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{uri.PathAndQuery}{uri.Fragment}";
    }
}
