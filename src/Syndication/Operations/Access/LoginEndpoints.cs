using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Operations.Access;

/// <summary>An operator logs in with a key and gets a cookie.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/admin/login", ReadEndpoints.Methods, ShowLogin).ExcludeFromDescription();
        app.MapPost("/admin/login", LogInAsync).DisableAntiforgery().ExcludeFromDescription();
        app.MapPost("/admin/logout", LogOutAsync).RequireAuthorization(AccessPolicies.Operator).ExcludeFromDescription();
    }

    internal static IResult ShowLogin(HttpContext context, PageRenderer pages, IAntiforgery antiforgery) =>
        Page(context, pages, antiforgery, fault: "", StatusCodes.Status200OK);

    internal static async Task<IResult> LogInAsync(
        HttpContext context,
        PageRenderer pages,
        IAntiforgery antiforgery,
        ApiKeyStore keys,
        [FromForm] string? key,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Page(
                context,
                pages,
                antiforgery,
                "This form was open too long, or cookies are off. Please try again.",
                StatusCodes.Status400BadRequest
            );
        if (await keys.FindAsync(key?.Trim() ?? "", ct) is not { Role: KeyRole.Operator } found)
            return Page(context, pages, antiforgery, "This is not an operator's key, or it was revoked.", StatusCodes.Status403Forbidden);
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        await context.SignInAsync(Scheme, ApiKeyHandler.PrincipalOf(found, Scheme));
        return TypedResults.LocalRedirect("/admin");
    }

    internal static async Task<IResult> LogOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect("/admin/login");
    }

    private static IResult Page(HttpContext context, PageRenderer pages, IAntiforgery antiforgery, string fault, int status)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return pages.Page(
            "login",
            new PageHead
            {
                Title = "Operators",
                Language = "en",
                Indexed = false,
            },
            new
            {
                fault,
                field = tokens.FormFieldName,
                token = tokens.RequestToken,
            },
            status
        );
    }
}
