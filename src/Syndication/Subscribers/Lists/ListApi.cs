using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Syndication.Publication;

namespace Syndication.Subscribers.Lists;

/// <summary>Lists as CSV for newsroom systems, in and out.</summary>
internal static class ListApi
{
    private const long MaxBytes = 1024L * 1024 * 1024;
    private const string Csv = "text/csv";

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Subscribers");
        api.MapPost("/subscribers:import", ImportAsync)
            .WithSummary(
                "Takes over a list as CSV (Mailchimp, listmonk, Substack, Ghost, Buttondown or our own); dryRun says what would change"
            )
            .Accepts<string>(Csv)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        api.MapMethods("/subscribers:export", ReadEndpoints.Methods, Export).WithSummary("All readers as CSV");
        api.MapMethods("/imports", ReadEndpoints.Methods, LatestAsync)
            .WithSummary("The latest lists that were taken over, with how far each is");
        api.MapMethods("/imports/{number:long}", ReadEndpoints.Methods, FindAsync)
            .WithSummary("A list that was taken over, with how far it is");
        api.MapPost("/imports/{number:long}/undo", UndoAsync).WithSummary("Takes an import back; who has acted since stays");
    }

    /// <param name="request">Its body is the list.</param>
    /// <param name="importer">Takes it over.</param>
    /// <param name="ct">Cancels; what was stored stays.</param>
    /// <param name="sections">Slugs of the sections that its readers get, divided by commas; all when left out.</param>
    /// <param name="cadence">How often; the publication's default when left out.</param>
    /// <param name="consentAt">When consent was given, where a row does not say.</param>
    /// <param name="consentHow">How consent was given, where a row does not say.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="dryRun">Whether to say what would change, and change nothing.</param>
    internal static async Task<Results<Ok<ListReport>, ValidationProblem>> ImportAsync(
        HttpRequest request,
        ListImporter importer,
        CancellationToken ct,
        string sections = "",
        string? cadence = null,
        DateTimeOffset? consentAt = null,
        string? consentHow = null,
        string name = "",
        bool dryRun = false
    )
    {
        var how = new ListRequest
        {
            Name = name.Length > 0 ? name : "by the API",
            Sections = sections.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Cadence = cadence,
            ConsentAt = consentAt,
            ConsentHow = consentHow,
            DryRun = dryRun,
        };
        try
        {
            return TypedResults.Ok(await importer.ImportAsync(request.Body, how, progress: null, ct));
        }
        catch (ListFaultException fault)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [""] = [fault.Message] });
        }
    }

    internal static PushStreamHttpResult Export(ListExport export, CancellationToken ct) =>
        TypedResults.Stream(
            async body =>
            {
                await using var text = new StreamWriter(body, leaveOpen: true);
                await export.WriteAsync(text, state: null, ct);
            },
            Csv + "; charset=utf-8",
            "readers.csv"
        );

    internal static async Task<Ok<List<ListImport>>> LatestAsync(ListImports imports, CancellationToken ct) =>
        TypedResults.Ok(await imports.LatestAsync(ct));

    internal static async Task<Results<Ok<ListImport>, NotFound>> FindAsync(long number, ListImports imports, CancellationToken ct) =>
        await imports.FindAsync(number, ct) is { } import ? TypedResults.Ok(import) : TypedResults.NotFound();

    internal static async Task<Results<Ok<ListUndone>, NotFound>> UndoAsync(long number, ListUndo undo, CancellationToken ct) =>
        await undo.UndoAsync(number, progress: null, ct) is { } undone ? TypedResults.Ok(undone) : TypedResults.NotFound();
}
