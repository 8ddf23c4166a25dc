using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndication.Delivery.Gate;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate;

/// <summary>The gate asks our own one-click address, through whatever stands before it.</summary>
public sealed class OneClickProbeTests
{
    [Theory]
    [InlineData("passes", "Ok", "without a redirect")]
    [InlineData("redirects", "Fault", "is answered 308 (to http://elsewhere.test), and not 200")]
    [InlineData("parks", "Fault", "something else than this service")]
    [InlineData("refuses", "Fault", "is answered 405")]
    [InlineData("drops the form", "Fault", "is answered 400")]
    public async Task What_stands_before_the_service_is_found_out(string proxy, string status, string says)
    {
        using var host = new SyndicationHost();
        await using var before = await ProxyAsync(proxy, () => host.CreateClient());
        host.Settings["Publication:BaseAddress"] = before.Urls.Single();

        var report = await host.Services.GetRequiredService<GateInspector>().InspectAsync(CancellationToken.None);

        var finding = report.Findings.Single(finding => finding.Check == "one-click");
        Assert.Equal(status, finding.Status.ToString());
        Assert.Contains(says, finding.Says, StringComparison.Ordinal);
        Assert.Equal(status == "Fault", finding.Mend is not null);
    }

    [Theory]
    [InlineData("http://localhost:5080", "is out of mailbox providers' reach: localhost")]
    [InlineData("https://localhost", "is out of mailbox providers' reach: localhost")]
    [InlineData("https://192.168.1.5", "is out of mailbox providers' reach: 192.168.1.5")]
    [InlineData("https://[fd00::5]", "is out of mailbox providers' reach: fd00::5")]
    [InlineData("https://news.internal", "is out of mailbox providers' reach: news.internal")]
    [InlineData("http://news.example.org", "is not https")]
    public async Task Where_the_world_gets_our_mail_an_address_that_it_cannot_use_is_a_fault(string address, string says)
    {
        using var host = new SendingDomain("good.zone").Configured();
        host.Settings["Publication:BaseAddress"] = address;

        var fault = Assert.Single((await host.InspectAsync()).Faults);

        Assert.Equal("one-click", fault.Check);
        Assert.StartsWith($"{address}/unsubscribe/… {says}", fault.Says, StringComparison.Ordinal);
        Assert.StartsWith("set Publication:BaseAddress to the https address", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_we_reach_ourselves_says_nothing_of_the_world()
    {
        using var host = new SendingDomain("good.zone").Configured();
        await using var before = await ProxyAsync("passes", () => host.CreateClient());
        host.Settings["Publication:BaseAddress"] = before.Urls.Single();

        Assert.Equal("one-click", Assert.Single((await host.InspectAsync()).Faults).Check);
    }

    [Fact]
    public async Task The_probes_token_opens_nothing_and_changes_nothing()
    {
        using var bench = new DigestBench();
        await bench.WithSectionsAsync("gear");
        await bench.AddReaderAsync(("gear", Cadence.Daily));
        var token = bench.Host.Services.GetRequiredService<OneClickProbe>().MakeToken();
        using var client = bench.Host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        using var posted = await client.PostAsync($"/unsubscribe/{token}", form);
        using var shown = await client.GetAsync($"/unsubscribe/{token}");
        using var plan = await client.GetAsync($"/preferences/{token}");

        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.True(posted.Headers.Contains(OneClickProbe.AnswerHeader));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, plan.StatusCode));
        var (readers, log) = await bench.Host.Database.ReadAsync(
            async (db, ct) => (await db.Set<Subscriber>().ToListAsync(ct), await db.Set<ConsentEvent>().CountAsync(ct)),
            CancellationToken.None
        );
        Assert.Equal((SubscriberState.Active, 0), (Assert.Single(readers).State, log));
    }

    [Fact]
    public async Task A_readers_own_token_is_no_probe()
    {
        using var bench = new DigestBench();
        await bench.WithSectionsAsync("gear");
        await bench.AddReaderAsync(("gear", Cadence.Daily));
        var reader = await bench.Host.Database.ReadAsync((db, ct) => db.Set<Subscriber>().SingleAsync(ct), CancellationToken.None);
        var token = bench.Host.Services.GetRequiredService<ReaderTokens>().Make(TokenPurpose.Unsubscribe, reader.Handle);
        using var client = bench.Host.CreateClient();
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        using var posted = await client.PostAsync($"/unsubscribe/{token}", form);

        Assert.False(posted.Headers.Contains(OneClickProbe.AnswerHeader));
        Assert.Equal(
            SubscriberState.Unsubscribed,
            (await bench.Host.Database.ReadAsync((db, ct) => db.Set<Subscriber>().SingleAsync(ct), CancellationToken.None)).State
        );
    }

    private static async Task<WebApplication> ProxyAsync(string manner, Func<HttpClient> service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = builder.Build();
        proxy.Run(async http =>
        {
            switch (manner)
            {
                case "redirects":
                    http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
                    http.Response.Headers.Location = "http://elsewhere.test" + http.Request.Path;
                    break;
                case "refuses":
                    http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    break;
                case "parks":
                    await http.Response.WriteAsync("This domain may be for sale.");
                    break;
                default:
                    await PassAsync(http, service, withForm: manner == "passes");
                    break;
            }
        });
        await proxy.StartAsync();
        return proxy;
    }

    private static async Task PassAsync(HttpContext http, Func<HttpClient> service, bool withForm)
    {
        using var client = service();
        using var body = new FormUrlEncodedContent(
            withForm ? (await http.Request.ReadFormAsync()).Select(field => new KeyValuePair<string, string>(field.Key, field.Value!)) : []
        );
        using var answer = await client.PostAsync(http.Request.Path, body);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Where(header => header.Key == OneClickProbe.AnswerHeader))
            http.Response.Headers[name] = values.ToArray();
    }
}
