using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;

namespace Syndication.Ingest.Pictures;

/// <summary>What operators and newsroom systems see of lead pictures.</summary>
internal static class PictureEndpoints
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/api/v1/pictures/dead", ReadEndpoints.Methods, GetDead)
            .RequireAuthorization(AccessPolicies.Newsroom)
            .WithTags("Ways in")
            .WithSummary("Lead pictures that cannot be shown, with the reason, newest first");

    internal static async Task<Ok<IReadOnlyList<DeadPicture>>> GetDead(PictureStore store, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<DeadPicture>>([
            .. (await store.ListAsync(PictureState.Dead, Most, ct)).Select(picture => new DeadPicture(
                picture.Article.ToString(),
                picture.Url,
                picture.Reason ?? ""
            )),
        ]);
}

/// <summary>A lead picture that cannot be shown.</summary>
/// <param name="ArticleId">The article that shows it (<c>urn:uuid:</c>).</param>
/// <param name="Url">Where it should be.</param>
/// <param name="Reason">Why it cannot.</param>
internal sealed record DeadPicture(string ArticleId, string Url, string Reason);
