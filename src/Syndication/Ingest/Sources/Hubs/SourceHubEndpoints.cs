using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>Where the hubs of sources call: each subscription has an address of its own that nobody can guess.</summary>
internal static class SourceHubEndpoints
{
    private const int LongestChallenge = 1000;
    private const int LongestToken = 40;

    public static void Map(IEndpointRouteBuilder app)
    {
        // The standard has the answer to a GET begin what we ourselves asked for: the one GET here that is remembered.
        app.MapGet(SourceHubs.Path + "{token}", VerifyAsync).ExcludeFromDescription();
        app.MapPost(SourceHubs.Path + "{token}", TakeAsync)
            .WithMetadata(new RequestSizeLimitAttribute(SourceFetcher.MostBytes))
            .DisableAntiforgery()
            .ExcludeFromDescription();
    }

    internal static async Task<IResult> VerifyAsync(string token, HttpContext http, SourcePushes pushes, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var query = http.Request.Query;
        var challenge = query["hub.challenge"].ToString();
        if (token.Length > LongestToken || challenge.Length > LongestChallenge)
            return TypedResults.NotFound();
        switch (query["hub.mode"].ToString())
        {
            case "subscribe" when challenge.Length > 0:
                return await pushes.ConfirmAsync(token, query["hub.topic"].ToString(), Seconds(query["hub.lease_seconds"]), ct)
                    ? TypedResults.Text(challenge, "text/plain")
                    : TypedResults.NotFound();
            case "unsubscribe" when challenge.Length > 0:
                return await pushes.IsUnwantedAsync(token, ct) ? TypedResults.Text(challenge, "text/plain") : TypedResults.NotFound();
            case "denied":
                await pushes.DenyAsync(token, ct);
                return TypedResults.Ok();
            default:
                return TypedResults.NotFound();
        }
    }

    internal static async Task<IResult> TakeAsync(string token, HttpContext http, SourcePushes pushes, CancellationToken ct)
    {
        if (token.Length > LongestToken)
            return TypedResults.StatusCode(StatusCodes.Status410Gone);
        var request = http.Request;
        var signature = request.Headers["X-Hub-Signature"].ToString();
        try
        {
            return TypedResults.StatusCode(
                await pushes.TakeAsync(
                    new SourcePush(token, signature, request.ContentType, request.ContentLength, request.Body),
                    ct
                ) switch
                {
                    SourcePushOutcome.Over => StatusCodes.Status410Gone,
                    SourcePushOutcome.TooLong => StatusCodes.Status413PayloadTooLarge,
                    SourcePushOutcome.TooSlow => StatusCodes.Status408RequestTimeout,
                    _ => StatusCodes.Status202Accepted,
                }
            );
        }
        catch (BadHttpRequestException fault)
        {
            return TypedResults.StatusCode(fault.StatusCode);
        }
    }

    private static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
