using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Syndication.Publication;

namespace Syndication.Ingest.Micropub;

/// <summary>Lets in who may send articles: with the key in the header or, as Micropub asks for, in the form (RFC 6750, section 2).</summary>
internal sealed class MicropubAccess(IAuthorizationPolicyProvider policies, IPolicyEvaluator evaluator)
{
    /// <summary>Why the request is not let in; null: it is.</summary>
    /// <param name="http">The request.</param>
    /// <param name="token">The key that the body held; null: none.</param>
    public async Task<(MicropubError Error, string Reason)?> RefuseAsync(HttpContext http, string? token)
    {
        if (token is not null)
        {
            if (http.Request.Headers.Authorization.Count > 0)
                return (MicropubError.InvalidRequest, "The key came twice, in the header and in the form.");
            http.Request.Headers.Authorization = "Bearer " + token;
        }

        var policy =
            await policies.GetPolicyAsync(AccessPolicies.Newsroom) ?? throw new InvalidOperationException("No policy for newsrooms.");
        var identity = await evaluator.AuthenticateAsync(policy, http);
        var verdict = await evaluator.AuthorizeAsync(policy, identity, http, resource: null);
        return verdict switch
        {
            { Succeeded: true } => null,
            { Forbidden: true } => (MicropubError.InsufficientScope, "This key does not open this."),
            _ => (
                MicropubError.Unauthorized,
                "Send a key in the header \"Authorization: Bearer KEY\"; an operator makes one with \"keys add NAME\"."
            ),
        };
    }
}
