using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Syndication.Ingest.Sources;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Operations;

/// <summary>The operators' page of sources.</summary>
internal static class AdminSources
{
    public static void MapAdminSources(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/admin/sources", ReadEndpoints.Methods, ShowAsync)
            .RequireAuthorization(AccessPolicies.Operator)
            .ExcludeFromDescription();
        app.MapPost("/admin/sources", ResumeAsync).RequireAuthorization(AccessPolicies.Operator).ExcludeFromDescription();
    }

    internal static async Task<IResult> ShowAsync(
        HttpContext context,
        PageRenderer pages,
        SourceDesk desk,
        IAntiforgery antiforgery,
        CancellationToken ct
    )
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        var content = new
        {
            sources = (await desk.ListAsync(ct)).Select(Model).ToList(),
            field = tokens.FormFieldName,
            token = tokens.RequestToken,
        };
        return pages.Page(
            "sources",
            new PageHead
            {
                Title = "Sources",
                Language = "en",
                Indexed = false,
            },
            content
        );
    }

    internal static async Task<IResult> ResumeAsync(
        HttpContext context,
        SourceList sources,
        SourceDesk desk,
        SourceSignal signal,
        IAntiforgery antiforgery,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        if (
            sources.Find((await context.Request.ReadFormAsync(ct))["name"].ToString()) is not { } source
            || !await desk.ResumeAsync(source, ct)
        )
            return TypedResults.NotFound();
        signal.Wake();
        return TypedResults.LocalRedirect("/admin/sources");
    }

    private static object Model(SourceView view) =>
        new
        {
            name = view.Name,
            kind = view.Kind,
            address = view.Address,
            section = view.Section ?? "",
            state = view.State,
            last = Time(view.LastFetchAt),
            next = Time(view.NextFetchAt),
            outcome = $"{view.Outcome}{(view.Status is { } status ? $" ({status})" : "")}",
            reason = view.Reason ?? "",
            notes = Notes(view).ToList(),
            refusals = (view.LastDocument?.Refusals ?? []).Select(refused => new { item = refused.Item, reason = refused.Reason }).ToList(),
            resumable = view.State is "ended" or "failing",
        };

    private static IEnumerable<string> Notes(SourceView view)
    {
        if (view.Configured is { } configured)
            yield return $"moved for good from {configured}";
        if (view.MovingTo is { } moving)
            yield return $"says that it moved to {moving}; waits for confirmation";
        if (view.Hub is { } hub)
            yield return $"hub {hub.Address}: {hub.State}{(hub.LeaseEndsAt is { } end ? $" until {Time(end)}" : "")}";
        if (view.LastDocument is not { } document)
            yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Time(document.At)}: {document.Kind}, {document.Items} pieces: {document.New} new, {document.Revised} revised, {document.Unchanged} unchanged, {document.Withdrawn} withdrawn, {document.Refused} refused"
        );
        foreach (var line in document.Mended)
            yield return "mended: " + line;
        foreach (var line in document.Unmapped)
            yield return "left out: " + line;
        if (document.Error is { } error)
            yield return "not read to the end: " + error;
    }

    private static string Time(DateTimeOffset? at) => at?.ToString("u", CultureInfo.InvariantCulture) ?? "";
}
