using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Syndication.Operations.Access;

/// <summary>Takes <c>Authorization: Bearer KEY</c> (RFC 6750, section 2.1).</summary>
public sealed class ApiKeyHandler(
    ApiKeyStore keys,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>Claim that holds the key's number.</summary>
    public const string KeyClaim = "key";

    private const string Prefix = "Bearer ";

    /// <summary>The identity of whoever holds a key.</summary>
    public static ClaimsPrincipal PrincipalOf(ApiKey key, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, key.Name),
                    new Claim(ClaimTypes.Role, key.Role.ToString()),
                    new Claim(KeyClaim, key.Id.ToString(CultureInfo.InvariantCulture)),
                ],
                scheme
            )
        );

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        return await keys.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(key, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("The key is unknown or revoked.");
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"api\"";
        await TypedResults
            .Problem(
                "Send a key in the header \"Authorization: Bearer KEY\"; an operator makes one with \"keys add NAME\".",
                statusCode: 401
            )
            .ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        TypedResults.Problem("This key does not open this.", statusCode: 403).ExecuteAsync(Context);
}
