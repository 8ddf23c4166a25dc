using System.Net;
using System.Text;
using Syndication.Feeds.WebSub;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubSubscriptionTests : HubTest
{
    [Fact]
    public async Task A_subscriber_is_asked_whether_it_meant_it_and_then_gets_what_changes()
    {
        var (status, text) = await AskAsync("subscribe");
        Assert.Equal((HttpStatusCode.Accepted, "The callback will be asked to confirm this.\n"), (status, text));
        Assert.Equal(0, Subscriber.Connections);

        await RunAsync();
        var question = Assert.Single(Subscriber.Questions);
        Assert.StartsWith("/inbox?feed=7&", question.Target, StringComparison.Ordinal);
        Assert.Equal("subscribe", question.Query["hub.mode"]);
        Assert.Equal(Topic, question.Query["hub.topic"]);
        Assert.Equal("864000", question.Query["hub.lease_seconds"]);
        Assert.True(question.Query["hub.challenge"].ToString().Length >= 40);
        Assert.Empty(Subscriber.Deliveries);

        await PublishAsync("Fresh from the harbour");
        await RunAsync();

        var delivery = Assert.Single(Subscriber.Deliveries);
        var served = await Host.CreateClient().GetAsync("/feeds/all.rss");
        Assert.Equal("/inbox?feed=7", delivery.Target);
        Assert.Equal(await served.Content.ReadAsByteArrayAsync(), delivery.Body);
        Assert.Contains("Fresh from the harbour", Encoding.UTF8.GetString(delivery.Body), StringComparison.Ordinal);
        Assert.Equal(served.Content.Headers.ContentType!.ToString(), delivery.Headers["Content-Type"]);
        Assert.Equal($"<http://localhost/websub>; rel=\"hub\", <{Topic}>; rel=\"self\"", delivery.Headers["Link"]);
        Assert.False(delivery.Headers.ContainsKey("X-Hub-Signature"));
        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    [Theory]
    [InlineData("http://localhost/feeds/all.atom")]
    [InlineData("http://localhost/feeds/all.json")]
    [InlineData("http://localhost/feeds/sections/gear.rss")]
    [InlineData("http://localhost/feeds/authors/jane-doe.atom")]
    [InlineData("http://localhost/feeds/tags/tides.json")]
    public async Task Every_public_feed_is_a_topic_and_gets_the_bytes_that_it_serves(string topic)
    {
        await Host.PublishAsync(FeedFixture.Rich("One"));
        await SubscribeAsync(topic: topic);

        await Host.PublishAsync(FeedFixture.Rich("Two"));
        await RunAsync();

        var delivery = Assert.Single(Subscriber.Deliveries);
        Assert.Equal(await Host.CreateClient().GetByteArrayAsync(topic), delivery.Body);
    }

    [Fact]
    public async Task A_change_elsewhere_is_no_change_of_the_topic()
    {
        await SubscribeAsync(topic: "http://localhost/feeds/sections/harbour.rss");

        await PublishAsync();
        await RunAsync();

        Assert.Empty(Subscriber.Deliveries);
    }

    [Theory]
    [InlineData("200 OK", "something else")]
    [InlineData("404 Not Found", null)]
    [InlineData("500 Internal Server Error", null)]
    [InlineData("302 Found", null)]
    public async Task Who_does_not_repeat_the_challenge_is_not_subscribed(string status, string? body)
    {
        Subscriber.Confirm = challenge => HubSubscriber.Status(status, body ?? challenge);

        await SubscribeAsync();
        await RunAfterAsync(TimeSpan.FromMinutes(30));

        Assert.Single(Subscriber.Questions);
        Assert.Empty(await RowsAsync<HubSubscription>());
    }

    [Fact]
    public async Task Who_leaves_is_asked_too_and_gets_nothing_more()
    {
        await SubscribeAsync();
        Subscriber.Confirm = _ => HubSubscriber.Status("404 Not Found");
        await AskAsync("unsubscribe");
        await RunAsync();
        Assert.Single(await RowsAsync<HubSubscription>());

        Subscriber.Confirm = HubSubscriber.Ok;
        await AskAsync("unsubscribe");
        await RunAsync();

        Assert.Equal("unsubscribe", Subscriber.Questions.Last().Query["hub.mode"]);
        Assert.False(Subscriber.Questions.Last().Query.ContainsKey("hub.lease_seconds"));
        Assert.Empty(await RowsAsync<HubSubscription>());
        await PublishAsync();
        await RunAsync();
        Assert.Empty(Subscriber.Deliveries);
    }

    [Theory]
    [InlineData("http://localhost/feeds/all/2026-03.atom")]
    [InlineData("http://localhost/feeds/search.rss?q=tide")]
    [InlineData("http://localhost/feeds/readers/abc.rss")]
    [InlineData("http://localhost/feeds/all.rss?x=1")]
    [InlineData("http://localhost/feeds/ALL.rss")]
    [InlineData("http://localhost/feeds/sections/none.rss")]
    [InlineData("http://localhost/feeds/tags/none.rss")]
    [InlineData("http://localhost/feeds/opml.xml")]
    [InlineData("http://localhost:8080/feeds/all.rss")]
    [InlineData("https://elsewhere.example/feed")]
    public async Task What_is_not_one_of_our_public_feeds_is_denied(string topic)
    {
        await AskAsync("subscribe", topic: topic);
        await RunAsync();

        var question = Assert.Single(Subscriber.Questions);
        Assert.Equal("denied", question.Query["hub.mode"]);
        Assert.Equal(topic, question.Query["hub.topic"]);
        Assert.NotEmpty(question.Query["hub.reason"].ToString());
        Assert.Empty(await RowsAsync<HubSubscription>());
    }

    [Fact]
    public async Task A_lease_that_lapses_ends_the_subscription()
    {
        await SubscribeAsync(more: ("lease_seconds", "3600"));

        await PublishAsync("Within");
        await RunAfterAsync(TimeSpan.FromMinutes(59));
        await PublishAsync("After");
        await RunAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Single(Subscriber.Deliveries);
        Assert.Empty(await RowsAsync<HubSubscription>());
    }

    [Fact]
    public async Task A_renewal_takes_the_place_of_the_lease_when_it_is_confirmed()
    {
        await SubscribeAsync(more: [("lease_seconds", "3600"), ("secret", "old")]);
        var first = Assert.Single(await RowsAsync<HubSubscription>()).LeaseEndsAt;

        Subscriber.Confirm = _ => HubSubscriber.Status("404 Not Found");
        await SubscribeAsync(more: [("lease_seconds", "7200"), ("secret", "new")]);
        Assert.Equal(first, Assert.Single(await RowsAsync<HubSubscription>()).LeaseEndsAt);

        Subscriber.Confirm = HubSubscriber.Ok;
        var now = Host.Clock.GetUtcNow();
        await SubscribeAsync(more: [("lease_seconds", "7200"), ("secret", "new")]);
        Assert.Equal(now.AddHours(2), Assert.Single(await RowsAsync<HubSubscription>()).LeaseEndsAt);
        await PublishAsync();
        await RunAsync();
        Assert.Equal(
            HubDeliveryTests.Sign("new", Assert.Single(Subscriber.Deliveries).Body),
            Subscriber.Deliveries.Single().Headers["X-Hub-Signature"]
        );
    }

    [Theory]
    [InlineData("1", 300)]
    [InlineData("3600", 3600)]
    [InlineData("99999999999999999", 2592000)]
    public async Task A_lease_is_brought_within_the_terms(string wish, int seconds)
    {
        await SubscribeAsync(more: ("lease_seconds", wish));

        Assert.Equal(seconds.ToString(), Assert.Single(Subscriber.Questions).Query["hub.lease_seconds"]);
    }

    [Fact]
    public async Task Asking_again_before_the_callback_was_asked_is_one_question()
    {
        await AskAsync("subscribe", more: ("lease_seconds", "3600"));
        await AskAsync("subscribe", more: ("lease_seconds", "7200"));
        await RunAsync();

        Assert.Equal("7200", Assert.Single(Subscriber.Questions).Query["hub.lease_seconds"]);
    }

    [Fact]
    public async Task A_secret_is_not_readable_in_the_table()
    {
        await SubscribeAsync(more: ("secret", "correct horse"));

        var stored = Assert.Single(await RowsAsync<HubSubscription>()).Secret!;

        Assert.DoesNotContain("correct", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
    }
}
