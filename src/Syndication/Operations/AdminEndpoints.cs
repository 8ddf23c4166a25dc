using Microsoft.AspNetCore.Antiforgery;
using Syndication.Articles;
using Syndication.Operations.Access;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Operations;

/// <summary>The operators' first page.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder app) =>
        app.MapRead("/admin", ShowAsync).RequireAuthorization(AccessPolicies.Operator).ExcludeFromDescription();

    internal static async Task<IResult> ShowAsync(
        HttpContext context,
        PageRenderer pages,
        SectionStore sections,
        ArticleStore articles,
        ApiKeyStore keys,
        IAntiforgery antiforgery,
        CancellationToken ct
    )
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
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
        return pages.Page("admin", new PageHead { Title = "Operations", Indexed = false }, content);
    }
}
