using Hangfire.Dashboard;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Syndication.Publication;

namespace Syndication.Operations;

/// <summary>
/// Opens the dashboard to operators alone. Hangfire's own rule, "requests from this machine", lets the whole world in behind a proxy.
/// </summary>
internal sealed class HangfireAccess : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        var session = await http.AuthenticateAsync();
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        return session.Principal is { } principal && (await authorization.AuthorizeAsync(principal, AccessPolicies.Operator)).Succeeded;
    }
}
