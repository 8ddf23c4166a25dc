using System.Text.Json.Nodes;

namespace Syndication.Ingest.Micropub;

/// <summary>Outcomes as Micropub's answers.</summary>
internal static class MicropubAnswers
{
    /// <summary>201 with the address, 204 or 200, or an error.</summary>
    public static IResult Of(MicropubOutcome outcome, HttpResponse response)
    {
        switch (outcome)
        {
            case MicropubOutcome.Created(var address, var unmapped):
                response.Headers.Location = address;
                return unmapped.Count == 0
                    ? TypedResults.StatusCode(StatusCodes.Status201Created)
                    : Json(Listed(unmapped), StatusCodes.Status201Created);
            case MicropubOutcome.Done(var unmapped):
                return unmapped.Count == 0 ? TypedResults.NoContent() : Json(Listed(unmapped));
            case MicropubOutcome.Refused(var error, var reason):
                return Error(error, reason, response);
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>An error with its description.</summary>
    public static IResult Error(MicropubError error, string reason, HttpResponse response)
    {
        var (status, name) = error switch
        {
            MicropubError.Unauthorized => (StatusCodes.Status401Unauthorized, "unauthorized"),
            MicropubError.InsufficientScope => (StatusCodes.Status403Forbidden, "insufficient_scope"),
            _ => (StatusCodes.Status400BadRequest, "invalid_request"),
        };
        if (error is MicropubError.Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer realm=\"micropub\"";
        return Json(new JsonObject { ["error"] = name, ["error_description"] = reason }, status);
    }

    /// <summary>JSON with the text of every script as it is.</summary>
    public static IResult Json(JsonObject json, int status = StatusCodes.Status200OK) =>
        TypedResults.Text(json.ToJsonString(), "application/json; charset=utf-8", statusCode: status);

    private static JsonObject Listed(IReadOnlyList<string> unmapped) =>
        new() { ["unmapped"] = new JsonArray([.. unmapped.Select(name => (JsonNode)name)]) };
}
