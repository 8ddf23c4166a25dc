using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using Syndication.Ingest.Sources.Hubs;
using Syndication.Tests.Outbound;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>Subscribing at the hubs that sources name, and what hubs bring.</summary>
public sealed class SourceHubTests : SourceTest
{
    private string Topic => Server.At("/feed");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Settings["Publication:BaseAddress"] = "https://news.example";
        Server.Answers["/hub"] = _ => Status("202 Accepted");
        Server.Answers["/feed"] = _ => Ok(Named("First"));
    }

    [Fact]
    public async Task A_named_hub_is_asked_and_its_question_answered()
    {
        await Host.PullAsync();

        var form = Form(Assert.Single(Server.RequestsFor("/hub")));
        Assert.Equal(("subscribe", Topic, "864000"), (form["hub.mode"], form["hub.topic"], form["hub.lease_seconds"]));
        Assert.Matches("^https://news\\.example/websub/sources/[A-Za-z0-9_-]{22}$", form["hub.callback"]);
        Assert.Equal(43, form["hub.secret"].Length);
        Assert.Equal(SourceHubState.Asked, (await HubAsync()).State);

        var (status, body) = await VerifyAsync(form, Topic);

        Assert.Equal((HttpStatusCode.OK, "a challenge"), (status, body));
        Assert.Equal(
            (SourceHubState.Active, Host.Clock.GetUtcNow().AddDays(10)),
            ((await HubAsync()).State, (await HubAsync()).LeaseEndsAt)
        );
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://10.1.2.3")]
    [InlineData("https://news.internal")]
    [InlineData("http://[::1]:5080")]
    public async Task From_an_address_that_no_hub_can_reach_none_is_asked(string ours)
    {
        Host.Settings["Publication:BaseAddress"] = ours;

        await Host.PullAsync();

        Assert.Empty(Server.RequestsFor("/hub"));
        Assert.Null((await Host.ViewAsync("feed")).Hub);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_confirmed()
    {
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);

        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(form, "http://other.example/feed")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(form, Topic, mode: "unsubscribe")).Status);
        form["hub.callback"] = "https://news.example/websub/sources/AAAAAAAAAAAAAAAAAAAAAA";
        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(form, Topic)).Status);
        Assert.Equal(SourceHubState.Asked, (await HubAsync()).State);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha512")]
    [InlineData("sha1")]
    public async Task What_the_hub_brings_signed_is_taken_in_as_news(string method)
    {
        var form = await SubscribedAsync();

        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Brought", "First"), method));

        Assert.True((await Host.AnnouncedAsync())["Brought"]);
        Assert.Equal(Host.Clock.GetUtcNow(), (await HubAsync()).PushedAt);
        Assert.Single(Server.RequestsFor("/feed"));
    }

    [Fact]
    public async Task What_is_not_signed_or_signed_by_another_is_not_believed_and_not_told_so()
    {
        var form = await SubscribedAsync();
        var forged = new Dictionary<string, string>(form) { ["hub.secret"] = "another secret of the same length or so....." };

        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Forged"), method: null));
        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(forged, Named("Forged"), "sha256"));
        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Forged"), "md5"));

        Assert.DoesNotContain("Forged", (await Host.AnnouncedAsync()).Keys);
        Assert.Null((await HubAsync()).PushedAt);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_even_read()
    {
        await Host.PullAsync();

        Assert.Equal(SourcePushOutcome.Over, await TakeUnreadableAsync("AAAAAAAAAAAAAAAAAAAAAA", length: null));
    }

    [Fact]
    public async Task What_is_longer_than_a_document_may_be_is_not_read()
    {
        var form = await SubscribedAsync();
        var token = new Uri(form["hub.callback"]).Segments[^1];

        Assert.Equal(SourcePushOutcome.TooLong, await TakeUnreadableAsync(token, SourceFetcher.MostBytes + 1));
    }

    [Fact]
    public async Task What_is_brought_waits_for_room_to_be_read_in()
    {
        var form = await SubscribedAsync();
        var places = await Task.WhenAll(
            Enumerable
                .Range(0, ReadingRoom.Places)
                .Select(_ => Host.Services.GetRequiredService<ReadingRoom>().EnterAsync(CancellationToken.None))
        );
        var brought = BringAsync(form, Named("Brought", "First"), "sha256");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.Equal((false, 1), (brought.IsCompleted, Host.Readings));

        places[0].Dispose();

        Assert.Equal(HttpStatusCode.Accepted, await brought);
        Assert.Contains("Brought", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task A_ping_without_content_is_a_reason_to_look_but_not_to_look_all_the_time()
    {
        var form = await SubscribedAsync();
        Server.Answers["/feed"] = _ => Ok(Named("Pinged", "First"));
        await BringAsync(form, "", "sha256");
        await Host.PullAsync();
        Assert.Single(Server.RequestsFor("/feed"));

        await Host.PullAfterAsync(new PullOptions().Shortest);

        Assert.Contains("Pinged", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task Where_the_feed_is_encrypted_and_its_hub_is_not_nothing_secret_goes_there_and_nothing_it_brings_is_believed()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Hubs = [Server.At("/hub")], Self = "https://feeds.example/feed" }, "First"));
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);
        Assert.False(form.ContainsKey("hub.secret"));
        await VerifyAsync(form, "https://feeds.example/feed");

        form["hub.secret"] = "";
        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Brought"), "sha256"));

        Assert.DoesNotContain("Brought", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task A_lease_is_renewed_before_it_ends_also_while_nothing_changes()
    {
        await SubscribedAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(6));
        Assert.Single(Server.RequestsFor("/hub"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, Server.RequestsFor("/hub").Count);
        Assert.Equal(1, Host.Readings);
        Assert.Equal(SourceHubState.Active, (await HubAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_is_asked_again_later_and_later()
    {
        Server.Answers["/hub"] = _ => Status("500 Internal Server Error");
        for (var hour = 0; hour < 24; hour++)
            await Host.PullAfterAsync(TimeSpan.FromHours(1));

        Assert.InRange(Server.RequestsFor("/hub").Count, 2, 5);
        Assert.Equal(SourceHubState.Failed, (await HubAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_says_no_is_believed()
    {
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);
        await VerifyAsync(form, Topic, mode: "denied");

        Assert.Equal(SourceHubState.Denied, (await HubAsync()).State);
        await Host.PullAfterAsync(TimeSpan.FromDays(1));
        Assert.Single(Server.RequestsFor("/hub"));
    }

    [Fact]
    public async Task For_a_source_that_ended_the_hub_is_told_that_it_is_over()
    {
        var form = await SubscribedAsync();
        Server.Answers["/feed"] = _ => Status("410 Gone");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Gone, await BringAsync(form, Named("Late"), "sha256"));
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(form, Topic, mode: "unsubscribe")).Status);
    }

    [Fact]
    public void A_signature_of_any_other_form_is_none()
    {
        foreach (var header in new[] { null, "", "sha256", "sha256=", "sha256=zz", "sha256=00", "=", "sha256==00", new string('f', 9999) })
            Assert.False(HubSignature.IsValid(header, "secret"u8, "body"u8));
        Assert.True(HubSignature.IsValid("SHA256=" + Convert.ToHexString(HMACSHA256.HashData("secret"u8, "body"u8)), "secret"u8, "body"u8));
    }

    private Task<SourcePushOutcome> TakeUnreadableAsync(string token, long? length) =>
        Host
            .Services.GetRequiredService<SourcePushes>()
            .TakeAsync(new SourcePush(token, "sha256=00", ContentType: null, length, new UnreadableStream()), CancellationToken.None);

    // Whoever reads of it fails: TestServer waits for the end of what is sent, whether it is read or not.
    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It was read.");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("It was read.");
    }

    private string Named(params string[] titles) => Feed(new FeedTerms { Hubs = ["nonsense", Server.At("/hub")], Self = Topic }, titles);

    private async Task<Dictionary<string, string>> SubscribedAsync()
    {
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);
        await VerifyAsync(form, Topic);
        return form;
    }

    private async Task<SourceHubView> HubAsync() => (await Host.ViewAsync("feed")).Hub!;

    private async Task<(HttpStatusCode Status, string Body)> VerifyAsync(
        Dictionary<string, string> form,
        string topic,
        string mode = "subscribe"
    )
    {
        var address = QueryHelpers.AddQueryString(
            new Uri(form["hub.callback"]).AbsolutePath,
            new Dictionary<string, string?>
            {
                ["hub.mode"] = mode,
                ["hub.topic"] = topic,
                ["hub.challenge"] = "a challenge",
                ["hub.lease_seconds"] = form["hub.lease_seconds"],
            }
        );
        using var answer = await Host.CreateClient().GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpStatusCode> BringAsync(Dictionary<string, string> form, string body, string? method)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var (secret, bytes) = (Encoding.UTF8.GetBytes(form["hub.secret"]), Encoding.UTF8.GetBytes(body));
        var mac = method switch
        {
            "sha512" => HMACSHA512.HashData(secret, bytes),
#pragma warning disable CA5350 // Older hubs know no other.
            "sha1" => HMACSHA1.HashData(secret, bytes),
#pragma warning restore CA5350
            _ => HMACSHA256.HashData(secret, bytes),
        };
        if (method is not null)
            content.Headers.Add("X-Hub-Signature", $"{method}={Convert.ToHexStringLower(mac)}");
        using var answer = await Host.CreateClient().PostAsync(new Uri(form["hub.callback"]).AbsolutePath, content);
        return answer.StatusCode;
    }

    private static Dictionary<string, string> Form(LoopbackRequest request) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}
