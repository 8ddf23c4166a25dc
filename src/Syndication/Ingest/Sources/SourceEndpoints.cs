using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;

namespace Syndication.Ingest.Sources;

/// <summary>Sources for operators' own tools.</summary>
internal static class SourceEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.OperatorKey).WithTags("Sources");
        api.MapMethods("/sources", ReadEndpoints.Methods, ListAsync)
            .WithSummary("What is pulled: state, last fetch, what came, what was mended, what was refused and why");
    }

    internal static async Task<Ok<IReadOnlyList<SourceView>>> ListAsync(SourceDesk desk, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await desk.ListAsync(ct));
    }
}
