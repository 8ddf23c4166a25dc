using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Ingest.Api;

/// <summary>Articles for newsroom systems.</summary>
internal static class ArticleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Articles");
        api.MapPost("/articles", Post)
            .WithSummary("Takes an article in, or a new revision of it")
            .Accepts<SentArticle>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestJson.OneItem))
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/articles:batch", PostBatch)
            .WithSummary("Takes up to 1,000 articles in, each for itself")
            .Accepts<SentArticle[]>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestJson.Batch))
            .Produces<BatchReply>()
            .Produces<BatchReply>(StatusCodes.Status207MultiStatus)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapMethods("/articles/{id}", ReadEndpoints.Methods, Get)
            .WithSummary("An article as it is stored")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPatch("/articles/{id}", Patch)
            .WithSummary("Changes the fields that are named (RFC 7396)")
            .Accepts<ArticleDocument>("application/merge-patch+json", "application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestJson.OneItem))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapDelete("/articles/{id}", Delete)
            .WithSummary("Withdraws an article; its page answers 410")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Created<ArticleReply>, Ok<ArticleReply>, ProblemHttpResult>> Post(
        HttpRequest request,
        ArticleGateway gateway,
        WebAddresses web,
        CancellationToken ct
    )
    {
        var (json, refusal) = await RequestJson.ReadAsync(request, RequestJson.OneItem, ct);
        if (json is null)
            return refusal!;
        using (json)
        {
            var taken = await gateway.PutAsync(json.RootElement, ct);
            if (taken.Outcome is null)
                return Problems.Invalid(taken.Reading.Faults);
            var reply = ReplyTo(taken, web);
            return taken.Outcome is IntakeOutcome.Created
                ? TypedResults.Created($"/api/v1/articles/{reply.Id}", reply)
                : TypedResults.Ok(reply);
        }
    }

    internal static async Task<Results<JsonHttpResult<BatchReply>, ProblemHttpResult>> PostBatch(
        HttpRequest request,
        ArticleGateway gateway,
        WebAddresses web,
        CancellationToken ct
    )
    {
        var (json, refusal) = await RequestJson.ReadAsync(request, RequestJson.Batch, ct);
        if (json is null)
            return refusal!;
        using (json)
        {
            if (ItemsOf(json.RootElement) is not { } items)
                return Problems.Invalid([new Fault("body", null, "an array of articles, or an object with such an array as \"articles\"")]);
            if (items.GetArrayLength() > ArticleGateway.MostInBatch)
                return Problems.Invalid([
                    new Fault("articles", $"{items.GetArrayLength()} articles", $"at most {ArticleGateway.MostInBatch}"),
                ]);
            var taken = await gateway.PutAsync([.. items.EnumerateArray()], ct);
            var reply = ReplyTo(taken, web);
            return TypedResults.Json(
                reply,
                IngestJson.Default.BatchReply,
                statusCode: reply.Refused == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus
            );
        }
    }

    internal static async Task<Results<Ok<ArticleView>, ProblemHttpResult>> Get(
        string id,
        ArticleGateway gateway,
        WebAddresses web,
        CancellationToken ct
    ) => await gateway.FindAsync(id, ct) is { } article ? TypedResults.Ok(ArticleView.Of(id, article, web)) : NoSuch(id);

    internal static async Task<Results<Ok<ArticleReply>, ProblemHttpResult>> Patch(
        string id,
        HttpRequest request,
        ArticleGateway gateway,
        WebAddresses web,
        CancellationToken ct
    )
    {
        var (json, refusal) = await RequestJson.ReadAsync(request, RequestJson.OneItem, ct);
        if (json is null)
            return refusal!;
        using (json)
        {
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
                return Problems.Invalid([new Fault("body", null, "a JSON object with the fields to change")]);
            // Read once as an article first: what is no text at all must not reach the merge.
            var read = ArticleJson.Read(json.RootElement, id);
            if (read.Document is null || read.Faults is [{ Field: "id" }, ..])
                return Problems.Invalid(read.Faults);
            var taken = await gateway.PatchAsync(id, JsonObject.Create(json.RootElement)!, ct);
            return taken switch
            {
                null => NoSuch(id),
                { Article.State: ArticleState.Withdrawn, Outcome: null } => Problems.Withdrawn(),
                { Outcome: null } => Problems.Invalid(taken.Reading.Faults),
                _ => TypedResults.Ok(ReplyTo(taken, web)),
            };
        }
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(string id, ArticleGateway gateway, CancellationToken ct) =>
        await gateway.WithdrawAsync(id, ct) is null ? NoSuch(id) : TypedResults.NoContent();

    private static JsonElement? ItemsOf(JsonElement json) =>
        json.ValueKind is JsonValueKind.Array ? json
        : json.ValueKind is JsonValueKind.Object
        && json.TryGetProperty("articles", out var articles)
        && articles.ValueKind is JsonValueKind.Array
            ? articles
        : null;

    private static ProblemHttpResult NoSuch(string id) =>
        Problems.NotFound(ArticleJson.IsId(id) ? $"No article was sent under the id {id}." : "No article has such an id.");

    private static BatchReply ReplyTo(IReadOnlyList<Taken> taken, WebAddresses web)
    {
        var items = taken
            .Select(
                (item, index) =>
                    ReplyTo(item, web) with
                    {
                        Index = index,
                        Status = item.Outcome switch
                        {
                            null => StatusCodes.Status400BadRequest,
                            IntakeOutcome.Created => StatusCodes.Status201Created,
                            _ => StatusCodes.Status200OK,
                        },
                        Errors = item.Outcome is null ? Problems.ByField(item.Reading.Faults) : null,
                    }
            )
            .ToList();
        return new BatchReply(
            taken.Count(item => item.Outcome is IntakeOutcome.Created),
            taken.Count(item => item.Outcome is IntakeOutcome.Revised),
            taken.Count(item => item.Outcome is IntakeOutcome.Unchanged),
            taken.Count(item => item.Outcome is null),
            items
        );
    }

    private static ArticleReply ReplyTo(Taken taken, WebAddresses web) =>
        new()
        {
            Id = taken.Id,
            ArticleId = taken.Article?.Id.ToString(),
            Address = taken.Article is { } article ? web.Article(article.Slug) : null,
            Revision = taken.Article?.Revision,
            State = taken.Article is { } stored ? ArticleView.StateName(stored.State) : null,
            Outcome = taken.Outcome?.ToString().ToLowerInvariant() ?? "refused",
            Cleaned = taken.Reading.Cleaned.Count > 0 ? taken.Reading.Cleaned : null,
            Ignored = taken.Ignored.Count > 0 ? taken.Ignored : null,
        };
}
