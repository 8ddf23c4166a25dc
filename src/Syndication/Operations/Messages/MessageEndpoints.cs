using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Operations.Messages;

/// <summary>What happened to an address's mail, and what becomes of a message that is held. An operator's key alone opens it.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.OperatorKey).WithTags("Messages");

        // By POST: what is in a URL is in the logs of every proxy on the way.
        api.MapPost("/messages:find", FindAsync).WithSummary("Everything that was sent to an address, with every attempt");
        api.MapPost("/messages/{number:long}/release", ReleaseAsync).WithSummary("Sends a held message again");
        api.MapPost("/messages/{number:long}/give-up", GiveUpAsync).WithSummary("Ends a held message");
    }

    internal static async Task<Results<Ok<ReaderHistory>, NotFound, ValidationProblem>> FindAsync(
        MessageQuery query,
        MessageHistory history,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        if (!EmailAddress.TryParse(query.Address, out var address, out var fault))
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["address"] = [fault] });
        return await history.FindAsync(address, ct) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
    }

    internal static async Task<Results<NoContent, NotFound, ProblemHttpResult>> ReleaseAsync(
        long number,
        HeldDecisions held,
        CancellationToken ct
    ) => Answer(await held.ReleaseAsync(number, ct));

    internal static async Task<Results<NoContent, NotFound, ProblemHttpResult>> GiveUpAsync(
        long number,
        HeldDecisions held,
        CancellationToken ct
    ) => Answer(await held.GiveUpAsync(number, ct));

    private static Results<NoContent, NotFound, ProblemHttpResult> Answer(bool? decided) =>
        decided switch
        {
            null => TypedResults.NotFound(),
            false => TypedResults.Problem("The message is not held.", statusCode: StatusCodes.Status409Conflict),
            true => TypedResults.NoContent(),
        };
}
