using System.Net;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

/// <summary>What is refused changes nothing, so all of it can be tried on one reader.</summary>
public sealed class RefusedInputTests(RefusedInputTests.OneReader readers) : IClassFixture<RefusedInputTests.OneReader>
{
    private readonly ReaderHost host = readers.Host;

    [Theory]
    [InlineData("hour", "07:10")]
    [InlineData("hour", "24:00")]
    [InlineData("day", "0")]
    [InlineData("day", "32")]
    [InlineData("day", "")]
    [InlineData("weekday", "1")]
    [InlineData("weekday", "Montag")]
    [InlineData("zone", "W. Europe Standard Time")]
    [InlineData("zone", "../../etc/passwd")]
    [InlineData("format", "3")]
    [InlineData("layout", "")]
    [InlineData("cadence.gear", "hourly")]
    [InlineData("cadence.gear", "2")]
    [InlineData("cadence.nowhere", "daily")]
    [InlineData("pausedUntil", "2026-03-02")]
    [InlineData("pausedUntil", "soon")]
    public async Task A_plan_that_cannot_be_is_refused_whole(string field, string value)
    {
        var reader = await readers.ReaderAsync();
        var plan = new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery;

        var reply = await host.Browser.PostAsync(plan, ReaderHost.Form("", ("hour", "08:00"), ("paused", "yes"), (field, value)));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("Nothing is saved yet", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(reader.Subscriber.PlanVersion, (await host.FindAsync()).Subscriber.PlanVersion);
    }

    [Theory]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    [InlineData("ada@example.org\nBcc: eve@example.org")]
    [InlineData("ada@example.org\0")]
    [InlineData("ada@example.org\u2028Bcc: eve@example.org")]
    [InlineData("ada\u560a@example.org")]
    [InlineData("ada@example.org,eve@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org>")]
    public async Task Nothing_that_could_become_a_header_gets_into_a_mail(string email)
    {
        await readers.ReaderAsync();
        var wrongAddress = await host.AskAsync(email);
        var wrongField = await host.AskAsync(ReaderHost.Address, ("zone", email), ("cadence.gear", email), ("hour", email));

        Assert.Equal(HttpStatusCode.BadRequest, wrongAddress.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrongField.StatusCode);
        Assert.Empty(await host.MailsAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[")]
    [InlineData("")]
    public async Task A_batch_that_is_none_is_refused(string body)
    {
        await readers.ReaderAsync();
        var reply = await host.Newsroom().PostAsync("/api/v1/subscribers:batch", new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("""{ "state": "pending" }""")]
    [InlineData("""{ "plan": { "day": 40 } }""")]
    [InlineData("""{ "email": "other@example.org" }""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task A_patch_that_cannot_be_is_refused(string body)
    {
        var reader = await readers.ReaderAsync();
        const string Ada = "/api/v1/subscribers/" + ReaderHost.Address;

        var reply = await host.Newsroom().PatchAsync(Ada, new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(reader.Subscriber.PlanVersion, (await host.FindAsync()).Subscriber.PlanVersion);
    }

    public sealed class OneReader : IDisposable
    {
        private Reader? reader;

        public ReaderHost Host { get; } = new();

        public async Task<Reader> ReaderAsync() => reader ??= await (await Host.ReadyAsync()).SubscribeAsync();

        public void Dispose() => Host.Dispose();
    }
}
