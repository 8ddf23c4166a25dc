using System.Net;
using Microsoft.AspNetCore.Http;
using Syndication.Feeds.Limits;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds.Limits;

/// <summary>Refusals for abuse. The limiter keeps the machine's time, so these budgets hardly fill up again while a test runs.</summary>
public sealed class ClientBudgetTests : IAsyncLifetime, IDisposable
{
    private const string Reader = "203.0.113.7";
    private readonly SyndicationHost host = new();

    public ClientBudgetTests()
    {
        host.Settings["Feeds:Limits:Burst"] = "10";
        host.Settings["Feeds:Limits:PerMinute"] = "1";
    }

    public async Task InitializeAsync()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich("Gear"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("/feeds/search.rss", "?q=gear%20-word{0}", 200)]
    [InlineData("/search", "?q=gear%20-word{0}", 200)]
    [InlineData("/feeds/tags/made-up-{0}.rss", "", 404)]
    [InlineData("/feeds/all/19{0}-01.rss", "", 404)]
    public async Task What_costs_is_refused_when_a_networks_budget_is_spent_and_others_are_let_in(string path, string query, int usual)
    {
        for (var i = 10; i < 20; i++)
            Assert.Equal(usual, (await GetAsync(Reader, Of(path, i), Of(query, i))).StatusCode);

        var refused = await GetAsync("203.0.113.200", Of(path, 20), Of(query, 20));

        Assert.Equal(StatusCodes.Status429TooManyRequests, refused.StatusCode);
        Assert.InRange(int.Parse(refused.Headers.RetryAfter!), 1, 60);
        Assert.Equal("no-store", refused.Headers.CacheControl);
        Assert.Equal("*", refused.Headers.AccessControlAllowOrigin);
        Assert.Equal(usual, (await GetAsync("198.51.100.1", Of(path, 20), Of(query, 20))).StatusCode);
        Assert.Equal(usual, (await GetAsync("2001:db8:7::1", Of(path, 20), Of(query, 20))).StatusCode);
    }

    [Fact]
    public async Task A_thousand_requests_for_warm_feeds_from_one_address_are_never_refused_not_even_with_a_spent_budget()
    {
        string[] warm = ["/feeds/all.rss", "/feeds/sections/gear.atom", "/feeds/all/2026-03.json"];
        foreach (var path in warm)
            await GetAsync("198.51.100.1", path);
        await GetAsync("198.51.100.1", "/feeds/search.rss", "?q=gear");
        var tag = (await GetAsync("198.51.100.1", "/feeds/all.rss")).Headers.ETag;
        for (var i = 0; i < 20; i++)
            await GetAsync(Reader, "/feeds/search.rss", $"?q=word{i}");
        Assert.Equal(StatusCodes.Status429TooManyRequests, (await GetAsync(Reader, "/feeds/search.rss", "?q=new")).StatusCode);

        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(StatusCodes.Status304NotModified, (await GetAsync(Reader, "/feeds/all.rss", tag: tag)).StatusCode);
            Assert.Equal(StatusCodes.Status200OK, (await GetAsync(Reader, warm[i % warm.Length])).StatusCode);
            Assert.Equal(StatusCodes.Status200OK, (await GetAsync(Reader, "/feeds/search.rss", "?q=gear")).StatusCode);
        }

        await host.PublishAsync(FeedFixture.Plain("Another"));
        Assert.Equal(StatusCodes.Status200OK, (await GetAsync(Reader, "/feeds/all.rss")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1")]
    public async Task Behind_a_proxy_that_does_not_say_whom_it_speaks_for_nobody_is_refused(string? proxy)
    {
        for (var i = 0; i < 30; i++)
            Assert.Equal(StatusCodes.Status200OK, (await GetAsync(proxy, "/feeds/search.rss", $"?q=word{i}")).StatusCode);
    }

    [Fact]
    public async Task A_budget_fills_up_again()
    {
        using var quick = new SyndicationHost();
        quick.Settings["Feeds:Limits:Burst"] = "10";
        quick.Settings["Feeds:Limits:PerMinute"] = "60";
        await quick.WithSectionsAsync();
        var asked = 0;
        async Task<int> AskAsync() => (await GetAsync(quick, Reader, "/feeds/search.rss", $"?q=word{asked++}")).StatusCode;

        while (await AskAsync() != StatusCodes.Status429TooManyRequests)
            Assert.InRange(asked, 1, 1000);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await AskAsync() != StatusCodes.Status200OK)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
    }

    [Fact]
    public async Task A_limit_out_of_range_stops_the_host()
    {
        using var command = new CommandLine();
        command.Environment["Feeds__Limits__Burst"] = "9";
        command.Environment["Feeds__Limits__PerMinute"] = "0";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains("Feeds:Limits:Burst: 9 is not between 10 and 1000000.", errors, StringComparison.Ordinal);
        Assert.Contains("Feeds:Limits:PerMinute: 0 is not between 1 and 60000.", errors, StringComparison.Ordinal);
        Assert.True(new LimitOptionsValidator().Validate(null, new LimitOptions()).Succeeded);
    }

    private static string Of(string pattern, int number) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, number);

    private Task<HttpResponse> GetAsync(string? client, string path, string query = "", string? tag = null) =>
        GetAsync(host, client, path, query, tag);

    private static async Task<HttpResponse> GetAsync(
        SyndicationHost host,
        string? client,
        string path,
        string query = "",
        string? tag = null
    )
    {
        var context = await host.Server.SendAsync(http =>
        {
            http.Connection.RemoteIpAddress = client is null ? null : IPAddress.Parse(client);
            http.Request.Method = HttpMethods.Get;
            http.Request.Scheme = "http";
            http.Request.Host = new HostString("localhost");
            http.Request.Path = path;
            http.Request.QueryString = new QueryString(query.Length == 0 ? null : query);
            if (tag is not null)
                http.Request.Headers.IfNoneMatch = tag;
        });
        return context.Response;
    }
}
