using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>Readers for newsroom systems.</summary>
internal static class SubscriberApi
{
    private const int MaxItems = 10_000;
    private const int MaxBatchBytes = 16 * 1024 * 1024;

    public static void MapSubscriberApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Subscribers");
        api.MapPost("/subscribers:batch", PostBatch)
            .WithSummary("Moves up to 10,000 readers in who gave their consent elsewhere; nobody who left comes back")
            .Accepts<SubscriberInput[]>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBatchBytes));
        api.MapMethods("/subscribers/{address}", ReadEndpoints.Methods, Get).WithSummary("A reader with plan and consent");
        api.MapPatch("/subscribers/{address}", Patch)
            .WithSummary("Changes a reader's plan or state")
            .Accepts<SubscriberChange>("application/json");
        api.MapDelete("/subscribers/{address}", Delete).WithSummary("Erases a reader");
    }

    internal static async Task<Results<Ok<BatchReply>, ValidationProblem>> PostBatch(
        HttpRequest request,
        SubscriberBatch batch,
        CancellationToken ct
    )
    {
        using var document = await ReadDocumentAsync(request, ct);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } items || items.GetArrayLength() is 0 or > MaxItems)
            return Problem("", $"must be a JSON array of 1 to {MaxItems} subscribers");
        return TypedResults.Ok(new BatchReply(await batch.ImportAsync(items.EnumerateArray().Select(Entry), ct)));
    }

    internal static async Task<Results<Ok<SubscriberView>, NotFound>> Get(string address, SubscriberStore readers, CancellationToken ct) =>
        await FindAsync(readers, address, ct) is { } reader
            ? TypedResults.Ok(SubscriberViews.Of(reader, await readers.ConsentsAsync(reader.Subscriber.Id, ct)))
            : TypedResults.NotFound();

    internal static async Task<Results<Ok<SubscriberView>, NotFound, ValidationProblem>> Patch(
        string address,
        HttpRequest request,
        SubscriberStore readers,
        SubscriberPatches patches,
        CancellationToken ct
    )
    {
        if (await FindAsync(readers, address, ct) is not { } reader)
            return TypedResults.NotFound();
        using var document = await ReadDocumentAsync(request, ct);
        var fault = "must be JSON";
        if (document is null || Read(document.RootElement, SubscriberJson.Default.SubscriberChange, out fault) is not { } change)
            return Problem("", fault);
        var faults = new FieldFaults();
        await patches.ApplyAsync(reader, change, faults, ct);
        if (faults.Any)
            return TypedResults.ValidationProblem(faults.ToDictionary());
        return await Get(address, readers, ct) switch
        {
            { Result: Ok<SubscriberView> ok } => ok,
            _ => TypedResults.NotFound(),
        };
    }

    internal static async Task<Results<NoContent, NotFound>> Delete(string address, Erasure erasure, CancellationToken ct) =>
        EmailAddress.TryParse(address, out var known, out _) && await erasure.EraseAsync(known, ct)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<Reader?> FindAsync(SubscriberStore readers, string address, CancellationToken ct) =>
        EmailAddress.TryParse(address, out var known, out _) ? await readers.FindAsync(known, ct) : null;

    private static BatchEntry Entry(JsonElement item) => new(Read(item, SubscriberJson.Default.SubscriberInput, out var fault), fault);

    private static async Task<JsonDocument?> ReadDocumentAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T? Read<T>(JsonElement element, JsonTypeInfo<T> type, out string fault)
        where T : class
    {
        fault = "must be an object";
        try
        {
            return element.ValueKind is JsonValueKind.Object ? element.Deserialize(type) : null;
        }
        catch (JsonException unreadable)
        {
            fault = $"cannot be read at {unreadable.Path}: no such field, or not of its type";
            return null;
        }
    }

    private static ValidationProblem Problem(string field, string rule)
    {
        var faults = new FieldFaults();
        faults.Add(field, rule);
        return TypedResults.ValidationProblem(faults.ToDictionary());
    }
}
