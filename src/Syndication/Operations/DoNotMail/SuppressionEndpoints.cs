using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Operations.DoNotMail;

/// <summary>The addresses that must not be mailed: why, and back off the list. An operator's key alone opens it.</summary>
internal static class SuppressionEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.OperatorKey).WithTags("Suppressions");
        api.MapMethods("/suppressions", ReadEndpoints.Methods, ListAsync)
            .WithSummary("Addresses that must not be mailed, the newest first, each with why");

        // By POST: what is in a URL is in the logs of every proxy on the way.
        api.MapPost("/suppressions:find", FindAsync).WithSummary("Why an address must not be mailed");
        api.MapPost("/suppressions:lift", LiftAsync).WithSummary("Takes an address off the list, whatever it is on it for");
        api.MapMethods("/suppressions/reports/{number:long}", ReadEndpoints.Methods, TextAsync)
            .WithSummary("The text of a report that led to a suppression")
            .Produces(StatusCodes.Status200OK, contentType: "message/rfc822");
    }

    internal static async Task<Results<Ok<IReadOnlyList<ListedSuppression>>, ValidationProblem>> ListAsync(
        string? reason,
        int? skip,
        SuppressionDesk desk,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        SuppressionReason? only = null;
        if (reason is not null)
        {
            if (Reasons.Read(reason) is not { } known)
                return Invalid("reason", Reasons.Rule);
            only = known;
        }

        return skip < 0 ? Invalid("skip", "must not be negative") : TypedResults.Ok(await desk.ListAsync(only, skip ?? 0, ct));
    }

    internal static async Task<Results<Ok<ListedSuppression>, NotFound, ValidationProblem>> FindAsync(
        SuppressionQuery query,
        SuppressionDesk desk,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        if (Fault(query) is { } fault)
            return Invalid("address", fault);
        return await desk.FindAsync(query, ct) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
    }

    internal static async Task<Results<NoContent, NotFound, ValidationProblem>> LiftAsync(
        SuppressionQuery query,
        SuppressionDesk desk,
        CancellationToken ct
    )
    {
        if (Fault(query) is { } fault)
            return Invalid("address", fault);
        return await desk.LiftAsync(query, ct) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    internal static async Task<IResult> TextAsync(long number, SuppressionDesk desk, HttpResponse response, CancellationToken ct)
    {
        // What a stranger wrote is not for a browser to show.
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return await desk.TextAsync(number, ct) is { } text
            ? TypedResults.File(text, "message/rfc822", $"report-{number}.eml")
            : TypedResults.NotFound();
    }

    private static string? Fault(SuppressionQuery query) =>
        (query.Address, query.Id) switch
        {
            (null, { Length: > 0 }) => null,
            ({ } address, null) => EmailAddress.TryParse(address, out _, out var fault) ? null : fault,
            _ => "is required, or id in its place",
        };

    private static ValidationProblem Invalid(string field, string rule) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [rule] });
}
