using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Syndication.Feeds.WebSub;
using Syndication.Tests.Outbound;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubAbuseTests : HubTest
{
    protected override void Configure(Dictionary<string, string?> settings)
    {
        settings["Feeds:Hub:VerificationsPerHostAndHour"] = "20";
        settings["Feeds:Hub:VerificationsPerNetworkAndHour"] = "10";
        settings["Feeds:Hub:VerificationsPerHour"] = "50";
        settings["Feeds:Hub:SubscriptionsPerHost"] = "3";
    }

    [Fact]
    public async Task A_victim_named_in_thousands_of_requests_gets_no_more_than_the_cap()
    {
        await using var victim = new LoopbackListener("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        var client = Host.CreateClient();
        var answers = new List<HttpStatusCode>();
        for (var post = 0; post < 2_000; post++)
        {
            using var form = Form(victim.Address + $"/{post}", topic: post % 2 == 0 ? Topic : "https://elsewhere.example/");
            using var answer = await client.PostAsync("/websub", form);
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.Equal("3600", answer.Headers.RetryAfter!.ToString());
        }

        await RunAsync();
        await RunAfterAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(20, victim.Connections);
        Assert.Equal(20, answers.Count(status => status == HttpStatusCode.Accepted));
        Assert.Equal(1_980, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync("subscribe")).Status);
    }

    [Fact]
    public async Task One_network_can_cause_only_so_many_and_others_are_let_in()
    {
        var statuses = new List<int>();
        for (var post = 0; post < 15; post++)
            statuses.Add(await PostFromAsync($"198.51.100.{post}", $"http://host-{post}.example/"));
        var elsewhere = await PostFromAsync("203.0.113.9", "http://host-99.example/");

        Assert.Equal(10, statuses.Count(status => status == 202));
        Assert.All(statuses.Skip(10), status => Assert.Equal(429, status));
        Assert.Equal(202, elsewhere);
    }

    [Fact]
    public async Task The_hub_has_a_bound_of_its_own()
    {
        for (var post = 0; post < 60; post++)
            await PostFromAsync($"10.{post}.0.1", $"http://host-{post}.example/");

        Assert.Equal(50, (await RowsAsync<HubVerification>()).Count);
    }

    [Fact]
    public async Task One_host_holds_only_so_many_subscriptions_and_may_renew_them()
    {
        string[] topics = ["all.rss", "all.atom", "all.json", "sections/gear.rss"];
        foreach (var topic in topics)
            await AskAsync("subscribe", topic: "http://localhost/feeds/" + topic);
        await RunAsync();
        Assert.Equal(3, (await RowsAsync<HubSubscription>()).Count);

        await using var other = new HubSubscriber("127.0.0.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync("subscribe", other)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync("subscribe")).Status);
    }

    [Fact]
    public async Task A_callback_whose_name_leads_inside_is_never_connected_to()
    {
        // One of the ports that are open to everybody else, on an address of its own.
        await using var inside = new LoopbackListener(address: "127.91.3.7", port: 8443);
        Host.Lookup = _ => "127.91.3.7";

        var (status, _) = await PostAsync(("mode", "subscribe"), ("topic", Topic), ("callback", $"http://sub.example:{inside.Port}/"));
        await RunAsync();

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(0, inside.Connections);
        Assert.Empty(await RowsAsync<HubSubscription>());
    }

    [Fact]
    public async Task A_name_that_turns_inside_after_the_subscription_gets_nothing_there()
    {
        var port = new Uri(Subscriber.Callback).Port;
        await using var inside = new LoopbackListener(address: "127.0.0.9", port: port);
        Host.Lookup = _ => "127.0.0.1";
        await PostAsync(("mode", "subscribe"), ("topic", Topic), ("callback", $"http://sub.example:{port}/"));
        await RunAsync();
        Assert.Single(await RowsAsync<HubSubscription>());

        Host.Lookup = _ => "127.0.0.9";
        await PublishAsync();
        await RunAsync();

        Assert.Equal(0, inside.Connections);
        Assert.Equal(1, Assert.Single(await RowsAsync<HubDelivery>()).Attempts);
    }

    [Fact]
    public async Task Neither_callbacks_nor_secrets_are_logged()
    {
        await SubscribeAsync(more: ("secret", "correct horse"));
        Subscriber.Receive = _ => Task.FromResult(HubSubscriber.Status("410 Gone"));
        await PublishAsync();
        await RunAsync();

        Assert.Contains("127.0.0.1 ended: 410 Gone", Host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("inbox", Host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", Host.Log.Text, StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Form(string callback, string topic = Topic) =>
        new([
            KeyValuePair.Create("hub.mode", "subscribe"),
            KeyValuePair.Create("hub.topic", topic),
            KeyValuePair.Create("hub.callback", callback),
        ]);

    private async Task<int> PostFromAsync(string client, string callback)
    {
        var body = Encoding.ASCII.GetBytes(await Form(callback).ReadAsStringAsync());
        var context = await Host.Server.SendAsync(http =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(client);
            http.Request.Method = HttpMethods.Post;
            http.Request.Scheme = "http";
            http.Request.Host = new HostString("localhost");
            http.Request.Path = "/websub";
            http.Request.ContentType = "application/x-www-form-urlencoded";
            http.Request.ContentLength = body.Length;
            http.Request.Body = new MemoryStream(body);
        });
        return context.Response.StatusCode;
    }
}
