using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;

namespace Syndication.Digests;

/// <summary>An issue in the browser, and issues in the API.</summary>
internal static class DigestEndpoints
{
    private const string BrowserPolicy =
        "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/issues/{issue}", ReadEndpoints.Methods, ShowAsync).ExcludeFromDescription();
        var api = app.MapGroup("/api/v1/issues").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Issues");
        api.MapMethods("", ReadEndpoints.Methods, LatestAsync).WithSummary("The newest issues, with what became of their messages");
        api.MapMethods("/{issue}", ReadEndpoints.Methods, FindAsync).WithSummary("An issue, with what became of its messages");
        IssueActEndpoints.Map(api);
        ArchiveEndpoints.Map(app);
    }

    // Neutral: whoever got the address of an issue from a reader must not get the reader's own links with it.
    internal static async Task<IResult> ShowAsync(
        string issue,
        ShownIssues issues,
        IssueArchive archive,
        WebAddresses addresses,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.ContentSecurityPolicy = BrowserPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        var shown = await issues.FindAsync(issue, ct);
        if (shown is null || !await archive.IsPublicAsync(shown.Issue, ct))
            response.Headers["X-Robots-Tag"] = "noindex";
        if (shown is null)
            return TypedResults.NotFound();
        if (shown.Content is not { } content)
            return TypedResults.StatusCode(StatusCodes.Status410Gone);
        var body = content.Holes.Fill(content.Html ?? content.Text, addresses.Subscribe, addresses.Subscribe);
        return TypedResults.Text(body, content.Html is null ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
    }

    internal static async Task<Results<Ok<IReadOnlyList<IssueSummary>>, ValidationProblem>> LatestAsync(
        IssueDesk desk,
        CancellationToken ct,
        int latest = 20
    ) =>
        latest is >= 1 and <= 200
            ? TypedResults.Ok(await desk.LatestAsync(latest, ct))
            : TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["latest"] = [$"{latest} is not between 1 and 200."] }
            );

    internal static async Task<Results<Ok<IssueSummary>, NotFound>> FindAsync(string issue, IssueDesk desk, CancellationToken ct) =>
        await desk.FindAsync(issue, ct) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
}
