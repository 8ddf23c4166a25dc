using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests.Editors;

/// <summary>What editors put into issues, in the API.</summary>
internal static class InsertEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/inserts").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Issues");
        api.MapMethods("", ReadEndpoints.Methods, ListAsync).WithSummary("Notes, sponsors and leads whose time is not over");
        api.MapPost("", AddAsync).WithSummary("Puts a note on top of issues, words into the sponsor's slot, or an article first");
        api.MapDelete("/{insert}", RemoveAsync).WithSummary("Takes it out of all issues that are compiled from now on");
    }

    internal static async Task<Ok<IReadOnlyList<InsertView>>> ListAsync(InsertStore inserts, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<InsertView>>([.. (await inserts.OpenAsync(ct)).Select(InsertView.Of)]);

    internal static async Task<Results<Created<InsertView>, ValidationProblem>> AddAsync(
        InsertDocument document,
        InsertStore inserts,
        SectionStore sections,
        ArticleNames articles,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var faults = new FieldFaults();
        var article = document.Article is { Length: > 0 } slug ? await articles.FindAsync(slug, ct) : null;
        if (document.Check(await sections.AllAsync(ct), article, clock.GetUtcNow(), faults) is not { } insert)
            return TypedResults.ValidationProblem(faults.ToDictionary());
        await inserts.AddAsync(insert, ct);
        return TypedResults.Created($"/api/v1/inserts/{insert.PublicId}", InsertView.Of(insert));
    }

    internal static async Task<Results<NoContent, NotFound>> RemoveAsync(string insert, InsertStore inserts, CancellationToken ct) =>
        await inserts.RemoveAsync(insert, ct) ? TypedResults.NoContent() : TypedResults.NotFound();
}

/// <summary>An insert as the API shows it.</summary>
internal sealed record InsertView(
    string Id,
    string Kind,
    string? Section,
    string Title,
    string Text,
    string? Link,
    string? Article,
    DateTimeOffset From,
    DateTimeOffset? Until
)
{
    public static InsertView Of(Insert insert) =>
        new(
            insert.PublicId,
            insert.Kind.ToString().ToLowerInvariant(),
            insert.Section?.Value,
            insert.Title,
            insert.Text,
            insert.Link,
            insert.Article?.ToString(),
            insert.From,
            insert.Until
        );
}
