using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;

namespace Syndication.Subscribers.Records;

/// <summary>A reader's own data and its erasure: by the link in any mail, and for newsroom systems.</summary>
internal static class ReaderRecordEndpoints
{
    public static void MapReaderRecords(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/preferences/{token}/data", ReadEndpoints.Methods, GetOwn);
        app.MapMethods("/preferences/{token}/erase", ReadEndpoints.Methods, GetErase);
        app.MapPost("/preferences/{token}/erase", PostErase).TakesForm();
        app.MapGroup("/api/v1")
            .RequireAuthorization(AccessPolicies.Newsroom)
            .WithTags("Subscribers")
            .MapMethods("/subscribers/{address}/data", ReadEndpoints.Methods, Get)
            .WithSummary("All that is stored about a reader, who may ask for it");
    }

    internal static async Task<IResult> GetOwn(
        string token,
        HttpResponse response,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderRecords records,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (tokens.Read(TokenPurpose.Preferences, token) is not var (handle, _) || await readers.FindAsync(handle, ct) is not { } reader)
            return pages.Unknown();
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = new ContentDisposition { FileName = "my-data.json" }.ToString();
        return TypedResults.Json(await records.OfAsync(reader, ct), ReaderRecordJson.Default.ReaderRecord);
    }

    internal static async Task<IResult> GetErase(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Preferences, token) is var (handle, _) && await readers.LanguageAsync(handle, ct) is { } language
            ? pages.Private("erase", PageTitles.Erase, new { token }, language: language)
            : pages.Unknown();

    internal static async Task<IResult> PostErase(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        Erasure erasure,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (tokens.Read(TokenPurpose.Preferences, token) is not var (handle, _) || await readers.FindAsync(handle, ct) is not { } reader)
            return pages.Unknown();

        // Whoever sent this has said what they want: hanging up does not take it back.
        await erasure.EraseAsync(handle, CancellationToken.None);
        return pages.Private("erased", PageTitles.Erased, new { }, language: reader.Subscriber.Language);
    }

    internal static async Task<Results<Ok<ReaderRecord>, NotFound>> Get(string address, ReaderRecords records, CancellationToken ct) =>
        EmailAddress.TryParse(address, out var known, out _) && await records.OfAsync(known, ct) is { } record
            ? TypedResults.Ok(record)
            : TypedResults.NotFound();
}
