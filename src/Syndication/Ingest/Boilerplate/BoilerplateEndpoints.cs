using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Ingest.Api;
using Syndication.Publication;

namespace Syndication.Ingest.Boilerplate;

/// <summary>What recurs in sources' articles, for operators: an operator's key alone opens it.</summary>
internal static class BoilerplateEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/boilerplate").RequireAuthorization(AccessPolicies.OperatorKey).WithTags("Boilerplate");
        api.MapMethods("", ReadEndpoints.Methods, ListAsync)
            .WithSummary("Blocks that recur in a source's articles: offered, accepted or refused, the most frequent first");
        api.MapPost("", DecideAsync).WithSummary("Accepts a block as boilerplate, refuses it, or leaves it open again");
    }

    internal static async Task<Results<Ok<IReadOnlyList<RecurringBlock>>, ProblemHttpResult>> ListAsync(
        string? source,
        string? state,
        BoilerplateDesk desk,
        CancellationToken ct
    ) =>
        state is not null && BoilerplateDesk.StateOf(state) is null
            ? Unknown(state)
            : TypedResults.Ok(await desk.ListAsync(source, BoilerplateDesk.StateOf(state), ct));

    internal static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        BoilerplateDecision decision,
        BoilerplateDesk desk,
        CancellationToken ct
    ) =>
        BoilerplateDesk.StateOf(decision.State) is not { } state ? Unknown(decision.State)
        : await desk.DecideAsync(decision.Id, state, ct) ? TypedResults.NoContent()
        : Problems.NotFound("There is no block of that number.");

    private static ProblemHttpResult Unknown(string? state) =>
        Problems.Invalid([new Fault("state", state, "one of offered, accepted and refused")]);
}

/// <summary>What an operator decides of a block.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">accepted, refused or offered.</param>
internal sealed record BoilerplateDecision(long Id, string? State);
