using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Operations.Access;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

public sealed class AccessTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task Only_the_hash_of_a_key_is_stored()
    {
        var keys = host.Services.GetRequiredService<ApiKeyStore>();

        var key = await keys.AddAsync("desk", KeyRole.Newsroom, CancellationToken.None);
        var stored = Assert.Single(await keys.AllAsync(CancellationToken.None));

        Assert.Equal(32, stored.Hash.Length);
        Assert.Equal(43, key.Length);
        Assert.Equal("desk", (await keys.FindAsync(key, CancellationToken.None))!.Name);
        Assert.Null(await keys.FindAsync(Convert.ToBase64String(stored.Hash), CancellationToken.None));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("=")]
    public async Task A_key_with_anything_after_it_is_no_key(string extra)
    {
        var keys = host.Services.GetRequiredService<ApiKeyStore>();
        var key = await keys.AddAsync("desk", KeyRole.Newsroom, CancellationToken.None);

        Assert.Null(await keys.FindAsync(key + extra, CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("203.0.113.9")]
    [InlineData("127.0.0.1")]
    public async Task The_dashboard_is_closed_to_whoever_has_not_logged_in(string? forwardedFor)
    {
        using var client = NoRedirects();
        if (forwardedFor is not null)
            client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);

        foreach (var path in new[] { "/admin/jobs", "/admin/jobs/recurring", "/admin" })
        {
            var response = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.StartsWith("/admin/login", response.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_operators_key_opens_admin_and_its_revocation_ends_the_login()
    {
        var keys = host.Services.GetRequiredService<ApiKeyStore>();
        var key = await keys.AddAsync("ops", KeyRole.Operator, CancellationToken.None);
        using var client = NoRedirects();

        var login = await LogInAsync(client, key);
        Assert.Equal("/admin", login.Headers.Location!.OriginalString);
        Assert.Contains("samesite=lax", Assert.Single(login.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin/jobs")).StatusCode);

        await keys.RevokeAsync("ops", CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/admin/jobs")).StatusCode);
    }

    [Fact]
    public async Task A_newsrooms_key_does_not_open_admin()
    {
        var key = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync("desk", KeyRole.Newsroom, CancellationToken.None);
        using var client = NoRedirects();

        Assert.Equal(HttpStatusCode.Forbidden, (await LogInAsync(client, key)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/admin")).StatusCode);
    }

    [Fact]
    public async Task A_login_without_the_antiforgery_token_is_refused()
    {
        var key = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync("ops", KeyRole.Operator, CancellationToken.None);
        using var client = NoRedirects();
        using var form = new FormUrlEncodedContent([new("key", key)]);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/admin/login", form)).StatusCode);
    }

    public void Dispose() => host.Dispose();

    private static async Task<HttpResponseMessage> LogInAsync(HttpClient client, string key)
    {
        var page = await client.GetStringAsync("/admin/login");
        var token = Regex
            .Match(
                page,
                "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["token"]
            .Value;
        using var form = new FormUrlEncodedContent([new("key", key), new("__RequestVerificationToken", token)]);
        return await client.PostAsync("/admin/login", form);
    }

    private HttpClient NoRedirects() => host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
}
