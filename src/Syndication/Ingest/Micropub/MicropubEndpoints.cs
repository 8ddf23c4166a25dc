using Microsoft.AspNetCore.Mvc;
using Syndication.Ingest.Api;
using Syndication.Publication;

namespace Syndication.Ingest.Micropub;

/// <summary>Micropub (W3C Recommendation of 23 May 2017) for editors that speak it.</summary>
internal static class MicropubEndpoints
{
    private const string Path = "/micropub";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ReadEndpoints.Methods, Query).ExcludeFromDescription();
        app.MapPost(Path, Post)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(RequestJson.OneItem))
            .ExcludeFromDescription();
    }

    internal static async Task<IResult> Query(HttpContext http, MicropubAccess access, MicropubQueries queries, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await access.RefuseAsync(http, token: null) is var (error, reason))
            return MicropubAnswers.Error(error, reason, http.Response);
        var answer = await queries.AnswerAsync(http.Request.Query["q"].ToString(), http.Request.Query, ct);
        return answer is null
            ? MicropubAnswers.Error(
                MicropubError.InvalidRequest,
                "q: config, source with the url of a post, category, channel or syndicate-to",
                http.Response
            )
            : MicropubAnswers.Json(answer);
    }

    internal static async Task<IResult> Post(HttpContext http, MicropubAccess access, MicropubDesk desk, CancellationToken ct)
    {
        // Whoever holds a key in the header is known before anything is read.
        if (!http.Request.HasFormContentType && await access.RefuseAsync(http, token: null) is var (stranger, why))
            return MicropubAnswers.Error(stranger, why, http.Response);
        var (request, fault) = await ReadAsync(http, ct);
        if (http.Request.HasFormContentType && await access.RefuseAsync(http, request?.Token) is var (error, reason))
            return MicropubAnswers.Error(error, reason, http.Response);
        return request is null
            ? MicropubAnswers.Error(MicropubError.InvalidRequest, fault!, http.Response)
            : MicropubAnswers.Of(await ActAsync(request, desk, ct), http.Response);
    }

    private static async Task<MicropubOutcome> ActAsync(MicropubRequest request, MicropubDesk desk, CancellationToken ct) =>
        request.Action switch
        {
            "create" => await desk.CreateAsync(request.Properties, ct),
            "update" => await desk.UpdateAsync(request.Url, request.Update!, ct),
            "delete" => await desk.DeleteAsync(request.Url, ct),
            "undelete" => await desk.UndeleteAsync(request.Url, ct),
            _ => new MicropubOutcome.Refused(MicropubError.InvalidRequest, "action: update, delete or undelete"),
        };

    private static async Task<(MicropubRequest? Request, string? Fault)> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.HasFormContentType)
        {
            try
            {
                return MicropubRequest.Read(await http.Request.ReadFormAsync(ct));
            }
            catch (InvalidDataException)
            {
                return (null, "The form cannot be read, or is too large.");
            }
        }

        var (json, refusal) = await RequestJson.ReadAsync(http.Request, RequestJson.OneItem, ct);
        if (json is null)
            return (null, refusal!.ProblemDetails.Detail ?? "The body is not well-formed JSON.");
        using (json)
            return MicropubRequest.Read(json.RootElement);
    }
}
