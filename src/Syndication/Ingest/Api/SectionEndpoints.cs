using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Syndication.Publication;

namespace Syndication.Ingest.Api;

/// <summary>Sections for newsroom systems.</summary>
internal static class SectionEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/sections").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Sections");
        api.MapMethods("", ReadEndpoints.Methods, GetAll).WithSummary("All sections in their order, ended ones included");
        api.MapMethods("/{section}", ReadEndpoints.Methods, Get).WithSummary("A section").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/{section}", Put)
            .WithSummary("Adds a section, or replaces what is said of it")
            .Accepts<SectionDocument>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestJson.OneItem))
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapDelete("/{section}", Delete)
            .WithSummary("Ends a section: its feeds answer 410, its articles stay")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Ok<IReadOnlyList<SectionView>>> GetAll(SectionStore sections, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SectionView>>([.. (await sections.AllAsync(ct)).Select(SectionView.Of)]);

    internal static async Task<Results<Ok<SectionView>, ProblemHttpResult>> Get(
        string section,
        SectionStore sections,
        CancellationToken ct
    ) => await sections.FindAsync(new SectionSlug(section), ct) is { } found ? TypedResults.Ok(SectionView.Of(found)) : NoSuch();

    internal static async Task<Results<Created<SectionView>, Ok<SectionView>, ProblemHttpResult>> Put(
        string section,
        HttpRequest request,
        SectionIntake intake,
        CancellationToken ct
    )
    {
        var (json, refusal) = await RequestJson.ReadAsync(request, RequestJson.OneItem, ct);
        if (json is null)
            return refusal!;
        using (json)
        {
            var (document, faults) = SectionDocument.Read(json.RootElement);
            var outcome = await intake.PutAsync(section, document, faults, ct);
            if (outcome.Faults.Count > 0)
                return Problems.Invalid(outcome.Faults);
            var view = SectionView.Of(outcome.Section!);
            return outcome.IsNew ? TypedResults.Created($"/api/v1/sections/{Uri.EscapeDataString(section)}", view) : TypedResults.Ok(view);
        }
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(string section, SectionIntake intake, CancellationToken ct) =>
        (await intake.EndAsync(new SectionSlug(section), ct)).Section is not null ? TypedResults.NoContent() : NoSuch();

    private static ProblemHttpResult NoSuch() => Problems.NotFound("There is no section of that name.");
}
