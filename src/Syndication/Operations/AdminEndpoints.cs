using Microsoft.AspNetCore.Antiforgery;
using Syndication.Articles;
using Syndication.Digests;
using Syndication.Operations.Access;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Operations;

/// <summary>The operators' first page.</summary>
internal static class AdminEndpoints
{
    private const int LatestIssues = 20;

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/admin", ReadEndpoints.Methods, ShowAsync).RequireAuthorization(AccessPolicies.Operator).ExcludeFromDescription();
        app.MapPost("/admin/issues/{issue}/{act}", ActAsync).RequireAuthorization(AccessPolicies.Operator).ExcludeFromDescription();
    }

    internal static async Task<IResult> ShowAsync(
        HttpContext context,
        PageRenderer pages,
        SectionStore sections,
        ArticleStore articles,
        ApiKeyStore keys,
        IssueDesk desk,
        IAntiforgery antiforgery,
        CancellationToken ct
    )
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        var issues = await desk.LatestAsync(LatestIssues, ct);

        // Works without script, and ends by itself when nothing moves any more.
        if (AdminIssues.AreMoving(issues))
            context.Response.Headers["Refresh"] = "5";
        var rows = new List<object>();
        foreach (var section in await sections.AllAsync(ct))
        {
            var count = await articles.CountAsync(Scope.Section(section.Slug), ct);
            rows.Add(
                new
                {
                    name = section.Name,
                    slug = section.Slug.Value,
                    count,
                }
            );
        }

        var content = new
        {
            name = context.User.Identity?.Name ?? "",
            issues = issues.Select(AdminIssues.Model).ToList(),
            sections = rows,
            keys = (await keys.AllAsync(ct)).Select(key => new
            {
                name = key.Name,
                role = key.Role.ToString(),
                created = key.CreatedAt.ToString("u"),
                revoked = key.RevokedAt is null ? "" : "revoked",
            }),
            field = tokens.FormFieldName,
            token = tokens.RequestToken,
        };
        return pages.Page(
            "admin",
            new PageHead
            {
                Title = "Operations",
                Language = "en",
                Indexed = false,
            },
            content
        );
    }

    internal static async Task<IResult> ActAsync(
        string issue,
        string act,
        HttpContext context,
        IssueActs acts,
        IAntiforgery antiforgery,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        return AdminIssues.Acts.TryGetValue(act, out var known)
            ? await acts.DoAsync(issue, known, ct) switch
            {
                // A page that is older than the issue's state: the new one shows what can be done now.
                IssueActOutcome.Done or IssueActOutcome.Refused => TypedResults.LocalRedirect("/admin#issues"),
                _ => TypedResults.NotFound(),
            }
            : TypedResults.NotFound();
    }
}
