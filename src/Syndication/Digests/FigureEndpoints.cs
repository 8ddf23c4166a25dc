using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Delivery.Figures;
using Syndication.Publication;

namespace Syndication.Digests;

/// <summary>
/// What became of digests' mail by hour and by receiving domain. An operator's key alone opens it: a domain with a single reader is as good as the
/// reader's name.
/// </summary>
internal static class FigureEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.OperatorKey).WithTags("Figures");
        api.MapMethods("/issues/{issue}/figures", ReadEndpoints.Methods, OfIssueAsync)
            .WithSummary("What became of an issue's mail, by hour and by receiving domain");
        api.MapMethods("/figures", ReadEndpoints.Methods, OfTimeAsync)
            .WithSummary("What became of all digests' mail in a time, by hour and by receiving domain");
    }

    internal static async Task<Results<Ok<FigureReport>, NotFound, ValidationProblem>> OfIssueAsync(
        string issue,
        IssueFigures figures,
        CancellationToken ct,
        string? after = null,
        int count = 100
    )
    {
        if (WrongCount(count) is { } wrong)
            return TypedResults.ValidationProblem(wrong);
        return await figures.OfAsync(issue, after, count, ct) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
    }

    internal static async Task<Results<Ok<FigureReport>, ValidationProblem>> OfTimeAsync(
        FigureStore figures,
        TimeProvider clock,
        CancellationToken ct,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        string? after = null,
        int count = 100
    )
    {
        var end = until ?? clock.GetUtcNow();
        var start = from ?? end - Usual;
        var wrong = WrongCount(count) ?? [];
        if (start >= end || end - start > Longest)
            wrong["from"] = [$"'{start:u}' is not before '{end:u}' by up to {Longest.TotalDays} days."];
        return wrong.Count > 0
            ? TypedResults.ValidationProblem(wrong)
            : TypedResults.Ok(await figures.OfTimeAsync(start, end, after, count, ct));
    }

    private static Dictionary<string, string[]>? WrongCount(int count) =>
        count is >= 1 and <= FigureStore.MostDomains
            ? null
            : new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["count"] = [string.Create(CultureInfo.InvariantCulture, $"{count} is not between 1 and {FigureStore.MostDomains}.")],
            };
}
