using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Operations.Access;
using Syndication.Tests.Bounces.Webhooks;

namespace Syndication.Tests.Operations;

/// <summary>What all features count, for Prometheus.</summary>
public sealed class MetricsPageTests : IDisposable
{
    private readonly WebhookBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task What_was_sent_and_came_back_is_counted_and_no_reader_is_named()
    {
        await bench.Host.ReadyAsync();
        await bench.ReportAsync("postmark", await bench.Host.SendAsync("ada@example.org"));
        using var client = await ClientAsync(KeyRole.Operator);

        using var response = await client.GetAsync("/metrics");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            page.Split('\n'),
            line =>
                line.StartsWith("syndication_bounces_reports_total{", StringComparison.Ordinal)
                && ((string[])["source=\"postmark\"", "class=\"hard\"", "outcome=\"applied\""]).All(line.Contains)
        );
        Assert.DoesNotContain("example.org", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_operators_key_opens_them()
    {
        await bench.Host.ReadyAsync();
        using var nobody = bench.Host.CreateClient();
        using var newsroom = await ClientAsync(KeyRole.Newsroom);
        nobody.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await newsroom.GetAsync("/metrics")).StatusCode);
    }

    private async Task<HttpClient> ClientAsync(KeyRole role)
    {
        var client = bench.Host.CreateClient();
        var key = await bench.Host.Services.GetRequiredService<ApiKeyStore>().AddAsync(role.ToString(), role, CancellationToken.None);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
