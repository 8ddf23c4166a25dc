using Microsoft.AspNetCore.Http.HttpResults;

namespace Syndication.Ingest.Api;

/// <summary>How the API refuses (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>400 with every wrong field.</summary>
    public static ProblemHttpResult Invalid(IEnumerable<Fault> faults) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(ByField(faults))
            {
                Status = StatusCodes.Status400BadRequest,
                Title = "The input is not as the contract asks; nothing was stored.",
            }
        );

    /// <summary>400 for what is no JSON.</summary>
    public static ProblemHttpResult Malformed(string where) => Invalid([new Fault("body", null, "not well-formed JSON: " + where)]);

    /// <summary>413.</summary>
    public static ProblemHttpResult TooLarge(int most) =>
        TypedResults.Problem($"At most {most} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge, title: "The body is too large.");

    /// <summary>404 for an id that nothing was sent under.</summary>
    public static ProblemHttpResult NotFound(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound);

    /// <summary>409 for an article that was taken back.</summary>
    public static ProblemHttpResult Withdrawn() =>
        TypedResults.Problem("The article was withdrawn; POST it again to bring it back.", statusCode: StatusCodes.Status409Conflict);

    /// <summary>Faults as <c>errors</c> carries them.</summary>
    public static Dictionary<string, string[]> ByField(IEnumerable<Fault> faults) =>
        faults
            .GroupBy(fault => fault.Field.Length == 0 ? "body" : fault.Field, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal);
}
