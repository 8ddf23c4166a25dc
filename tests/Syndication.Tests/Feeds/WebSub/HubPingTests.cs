using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Syndication.Feeds.WebSub;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubPingTests : HubTest
{
    // What another hub answers to a ping, a subscriber answers to a delivery.
    private HubSubscriber Other { get; } = new("127.0.0.2");

    private IEnumerable<string> Pinged =>
        Other.Deliveries.Select(ping => QueryHelpers.ParseQuery(Encoding.ASCII.GetString(ping.Body))["hub.url"].ToString()).Order();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunAsync();
        Host.Clock.Advance(TimeSpan.FromSeconds(20));
    }

    public override async Task DisposeAsync()
    {
        await Other.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Another_hub_is_told_of_each_feed_that_changed_and_of_no_other()
    {
        Assert.Empty(Other.Deliveries);

        await PublishAsync();
        await RunAsync();

        string[] changed = ["all.atom", "all.json", "all.rss", "sections/gear.atom", "sections/gear.json", "sections/gear.rss"];
        Assert.Equal(changed.Select(path => "http://localhost/feeds/" + path), Pinged);
        var ping = Other.Deliveries.First();
        Assert.Equal("application/x-www-form-urlencoded", ping.Headers["Content-Type"]);
        Assert.StartsWith(
            "hub.mode=publish&hub.url=http%3A%2F%2Flocalhost%2Ffeeds%2F",
            Encoding.ASCII.GetString(ping.Body),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_feed_that_appears_is_news()
    {
        await Host.PublishAsync(FeedFixture.Rich());
        await RunAsync();

        Assert.Contains("http://localhost/feeds/tags/tides.rss", Pinged);
        Assert.Contains("http://localhost/feeds/authors/jane-doe.atom", Pinged);
    }

    [Fact]
    public async Task A_burst_is_one_ping_now_and_one_after_ten_seconds()
    {
        await PublishAsync("One");
        await RunAsync();
        await PublishAsync("Two");
        await PublishAsync("Three");
        await RunAfterAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(6, Other.Deliveries.Count);
        await RunAfterAsync(TimeSpan.FromSeconds(1));
        await RunAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(12, Other.Deliveries.Count);
    }

    [Fact]
    public async Task A_hub_that_is_down_is_tried_again_and_given_up_after_a_day()
    {
        Other.Receive = _ => Task.FromResult(HubSubscriber.Status("410 Gone"));
        await PublishAsync();
        await RunAsync();
        Assert.Equal(6, (await RowsAsync<HubDelivery>()).Count);

        await RunAfterAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(12, Other.Deliveries.Count);
        await RunAfterAsync(TimeSpan.FromHours(25));

        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    protected override void Configure(Dictionary<string, string?> settings) => settings["Feeds:PingHubs:0"] = Other.Callback;
}
