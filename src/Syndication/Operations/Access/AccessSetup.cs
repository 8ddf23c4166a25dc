using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Operations.Access;

/// <summary>Who may do what.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyStore>();
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null)
            .AddCookie(options =>
            {
                options.LoginPath = "/admin/login";
                options.AccessDeniedPath = "/admin/login";
                options.Cookie.Name = "syndication-operator";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.Events.OnValidatePrincipal = EndWithItsKeyAsync;
            });
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                AccessPolicies.Newsroom,
                policy =>
                    policy
                        .AddAuthenticationSchemes(ApiKeyHandler.SchemeName)
                        .RequireRole(nameof(KeyRole.Newsroom), nameof(KeyRole.Operator))
            )
            .AddPolicy(
                AccessPolicies.OperatorKey,
                policy => policy.AddAuthenticationSchemes(ApiKeyHandler.SchemeName).RequireRole(nameof(KeyRole.Operator))
            )
            .AddPolicy(
                AccessPolicies.Operator,
                policy =>
                    policy.AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme).RequireRole(nameof(KeyRole.Operator))
            );
        services.AddAntiforgery(options => options.Cookie.Name = "syndication-antiforgery");

        // Cookies and antiforgery tokens only; the keys of readers' links are in the store.
        services.AddDataProtection().SetApplicationName("Syndication");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<Database>((options, database) => options.XmlRepository = new CookieKeyStore(database));
    }

    private static async Task EndWithItsKeyAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeyStore>();
        var claim = context.Principal?.FindFirstValue(ApiKeyHandler.KeyClaim);
        if (
            !int.TryParse(claim, CultureInfo.InvariantCulture, out var key)
            || !await keys.IsGoodAsync(key, context.HttpContext.RequestAborted)
        )
            context.RejectPrincipal();
    }
}
