using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests.Editors;

/// <summary>Special editions in the API.</summary>
internal static class SpecialEditionEndpoints
{
    private const int Latest = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/editions").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Issues");
        api.MapMethods("", ReadEndpoints.Methods, ListAsync).WithSummary("The newest special editions");
        api.MapPost("", AddAsync)
            .WithSummary("Sends articles to all who follow a section, out of turn; nobody gets one again that they have");
    }

    internal static async Task<Ok<IReadOnlyList<SpecialEditionView>>> ListAsync(SpecialEditions editions, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SpecialEditionView>>([.. (await editions.LatestAsync(Latest, ct)).Select(SpecialEditionView.Of)]);

    internal static async Task<Results<Accepted<SpecialEditionView>, ValidationProblem>> AddAsync(
        SpecialEditionDocument document,
        SpecialEditions editions,
        SectionStore sections,
        ArticleNames names,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var faults = new FieldFaults();
        if (await document.CheckAsync(sections, names, clock.GetUtcNow(), faults, ct) is not { } edition)
            return TypedResults.ValidationProblem(faults.ToDictionary());
        await editions.AddAsync(edition, ct);
        return TypedResults.Accepted("/api/v1/editions", SpecialEditionView.Of(edition));
    }
}

/// <summary>A special edition as the API shows it.</summary>
internal sealed record SpecialEditionView(
    string Id,
    string Section,
    string Subject,
    string Note,
    IReadOnlyList<string> Articles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? QueuedAt
)
{
    public static SpecialEditionView Of(SpecialEdition edition) =>
        new(
            edition.PublicId,
            edition.Section.Value,
            edition.Subject,
            edition.Note,
            [.. edition.Matter.Leads.Select(article => article.ToString())],
            edition.CreatedAt,
            edition.QueuedAt
        );
}
