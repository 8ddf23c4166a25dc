using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Feeds.WebSub;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubDeliveryTests : HubTest
{
    public static string Sign(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    [Fact]
    public async Task A_delivery_is_signed_with_the_subscribers_secret()
    {
        await SubscribeAsync(more: ("secret", "sésame"));

        await PublishAsync();
        await RunAsync();

        var delivery = Assert.Single(Subscriber.Deliveries);
        Assert.Equal(Sign("sésame", delivery.Body), delivery.Headers["X-Hub-Signature"]);
    }

    [Fact]
    public async Task Nothing_is_sent_of_what_was_there_before()
    {
        await PublishAsync("A moment earlier");
        await SubscribeAsync();
        await RunAsync();

        Assert.Empty(Subscriber.Deliveries);
    }

    [Fact]
    public async Task What_another_process_published_is_in_the_delivery()
    {
        await SubscribeAsync();
        await Host.CreateClient().GetAsync("/feeds/all.rss");

        // A commit of which this process has not heard yet.
        var services = Host.Services;
        await using var beside = new Database(
            services.GetRequiredService<Func<PublicationDb>>(),
            services.GetRequiredService<IStoreEngine>(),
            services.GetRequiredService<WriteGate>(),
            new StoreChanges()
        );
        await beside.WriteAsync(
            (db, ct) => services.GetRequiredService<ArticlePublisher>().CreateAsync(db, FeedFixture.Plain("From beside"), ct),
            CancellationToken.None
        );

        await RunAsync();

        Assert.Contains("From beside", Encoding.UTF8.GetString(Assert.Single(Subscriber.Deliveries).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_is_one_delivery_now_and_one_after_ten_seconds()
    {
        await SubscribeAsync();

        await PublishAsync("One");
        await RunAsync();
        await PublishAsync("Two");
        await RunAfterAsync(TimeSpan.FromSeconds(1));
        await PublishAsync("Three");
        await RunAfterAsync(TimeSpan.FromSeconds(8));
        Assert.Single(Subscriber.Deliveries);
        await RunAfterAsync(TimeSpan.FromSeconds(1));
        await RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(2, Subscriber.Deliveries.Count);
        var second = Encoding.UTF8.GetString(Subscriber.Deliveries.Last().Body);
        Assert.Contains("Two", second, StringComparison.Ordinal);
        Assert.Contains("Three", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_fails_is_tried_ever_more_rarely_and_given_up_after_a_day()
    {
        await SubscribeAsync();
        Subscriber.Receive = _ => Task.FromResult(HubSubscriber.Status("503 Service Unavailable"));
        await PublishAsync();
        await RunAsync();
        var begun = Host.Clock.GetUtcNow();

        var times = new List<TimeSpan>();
        for (var seen = 1; (await RowsAsync<HubSubscription>()).Count > 0; )
        {
            await RunAfterAsync(TimeSpan.FromMinutes(1));
            if (Subscriber.Deliveries.Count > seen)
                times.Add(Host.Clock.GetUtcNow() - begun);
            seen = Subscriber.Deliveries.Count;
        }

        var gaps = times.Zip(times.Skip(1), (earlier, later) => later - earlier).ToList();
        Assert.InRange(times[0], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        Assert.InRange(times[^1], TimeSpan.FromHours(24), TimeSpan.FromHours(24.1));
        Assert.All(gaps.SkipLast(1).Zip(gaps.SkipLast(1).Skip(1)), pair => Assert.True(pair.Second >= pair.First * 0.6));
        Assert.InRange(gaps.Max(), TimeSpan.FromHours(1.5), TimeSpan.FromHours(2.5));
        Assert.InRange(times.Count, 12, 24);
        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    [Fact]
    public async Task More_changes_do_not_make_a_failing_callback_tried_more_often()
    {
        await SubscribeAsync();
        Subscriber.Receive = _ => Task.FromResult(HubSubscriber.Status("500 Internal Server Error"));
        for (var change = 0; change < 5; change++)
        {
            await PublishAsync($"Change {change}");
            await RunAfterAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Single(Subscriber.Deliveries);
        Subscriber.Receive = _ => Task.FromResult(HubSubscriber.Ok(""));
        await RunAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Contains("Change 4", Encoding.UTF8.GetString(Subscriber.Deliveries.Last().Body), StringComparison.Ordinal);
        await RunAfterAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, Subscriber.Deliveries.Count);
    }

    [Fact]
    public async Task Gone_ends_the_subscription_at_once()
    {
        await SubscribeAsync();
        Subscriber.Receive = _ => Task.FromResult(HubSubscriber.Status("410 Gone"));

        await PublishAsync();
        await RunAsync();

        Assert.Empty(await RowsAsync<HubSubscription>());
        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    [Fact]
    public async Task A_feed_that_is_no_more_ends_its_subscriptions_and_says_so()
    {
        const string Gear = "http://localhost/feeds/sections/gear.rss";
        await SubscribeAsync(topic: Gear);

        await Host
            .Services.GetRequiredService<SectionStore>()
            .PutAsync(FeedFixture.Gear, "Gear", section => section.EndedAt = Host.Clock.GetUtcNow(), default);
        await RunAsync();

        Assert.Empty(Subscriber.Deliveries);
        Assert.Empty(await RowsAsync<HubSubscription>());
        var question = Subscriber.Questions.Last();
        Assert.Equal(("denied", Gear), (question.Query["hub.mode"].ToString(), question.Query["hub.topic"].ToString()));
    }

    [Fact]
    public async Task A_process_that_dies_while_it_delivers_loses_nothing()
    {
        await SubscribeAsync();
        await PublishAsync();
        await Host.Services.GetRequiredService<HubDistributor>().RunAsync(default);

        // Taken from the table by somebody who never came back.
        var lost = await Host.Services.GetRequiredService<HubDeliveryStore>().ClaimAsync(new HostSlots(10, 10), default);
        await RunAsync();
        Assert.Single(lost);
        Assert.Empty(Subscriber.Deliveries);

        await RunAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Single(Subscriber.Deliveries);
        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    [Fact]
    public async Task Whoever_held_a_row_too_long_changes_nothing_about_it_any_more()
    {
        var store = Host.Services.GetRequiredService<HubDeliveryStore>();
        await SubscribeAsync();
        await PublishAsync();
        await Host.Services.GetRequiredService<HubDistributor>().RunAsync(default);
        var late = Assert.Single(await store.ClaimAsync(new HostSlots(10, 10), default));
        Assert.Empty(await store.ClaimAsync(new HostSlots(10, 10), default));
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var current = Assert.Single(await store.ClaimAsync(new HostSlots(10, 10), default));

        await store.CloseAsync(late, default);
        await store.RetryAsync(late, default);
        await store.EndAsync(late, topic: null, default);

        Assert.Equal(current.Holder, Assert.Single(await RowsAsync<HubDelivery>()).Holder);
        await store.CloseAsync(current, default);
        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    [Fact]
    public async Task A_change_that_comes_while_one_is_delivered_is_delivered_after_it()
    {
        var store = Host.Services.GetRequiredService<HubDeliveryStore>();
        await SubscribeAsync();
        await PublishAsync("One");
        await Host.Services.GetRequiredService<HubDistributor>().RunAsync(default);
        var first = Assert.Single(await store.ClaimAsync(new HostSlots(10, 10), default));
        await PublishAsync("Two");
        Host.Clock.Advance(TimeSpan.FromSeconds(10));
        await Host.Services.GetRequiredService<HubDistributor>().RunAsync(default);

        await store.CloseAsync(first, default);
        await RunAsync();

        Assert.Contains("Two", Encoding.UTF8.GetString(Assert.Single(Subscriber.Deliveries).Body), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync<HubDelivery>());
    }

    [Fact]
    public async Task A_process_that_dies_while_it_fills_the_table_loses_nothing()
    {
        await SubscribeAsync();
        await PublishAsync();
        // The turn was taken, and nothing came of it.
        await ChangeAsync<HubScope>(scope => scope.DistributedAt = Host.Clock.GetUtcNow());

        await RunAsync();
        Assert.Empty(Subscriber.Deliveries);
        await RunAfterAsync(TimeSpan.FromSeconds(10));

        Assert.Single(Subscriber.Deliveries);
    }

    [Fact]
    public async Task Two_at_once_distribute_once()
    {
        await SubscribeAsync();
        await using var second = new HubSubscriber("127.0.0.2");
        await SubscribeAsync(second);
        await PublishAsync();
        var distributors = Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<HubDistributor>(Host.Services));
        var deliverers = Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<HubDeliverer>(Host.Services));

        await Task.WhenAll(distributors.Select(one => one.RunAsync(default)));
        await Task.WhenAll(deliverers.Select(one => one.RunAsync(default)));

        Assert.Single(Subscriber.Deliveries);
        Assert.Single(second.Deliveries);
    }

    [Fact]
    public async Task A_slow_subscriber_keeps_nobody_waiting_and_is_cut_off()
    {
        await using var slow = new HubSubscriber("127.0.0.2");
        var (asked, never) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        slow.Receive = _ =>
        {
            asked.TrySetResult();
            return never.Task;
        };
        await SubscribeAsync(slow);
        await SubscribeAsync();
        await PublishAsync();

        var run = RunAsync();
        await asked.Task;
        await UntilAsync(async () => (await RowsAsync<HubDelivery>()).Count == 1);
        Assert.Single(Subscriber.Deliveries);
        Assert.False(run.IsCompleted);
        Host.Clock.Advance(TimeSpan.FromSeconds(10));
        await run;

        Assert.Equal(1, Assert.Single(await RowsAsync<HubDelivery>()).Attempts);
        never.SetResult("");
    }

    [Fact]
    public async Task Many_callbacks_on_one_host_are_served_a_few_at_a_time()
    {
        var (under, most) = (0, 0);
        Subscriber.Receive = async _ =>
        {
            var now = Interlocked.Increment(ref under);
            lock (Subscriber)
                most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref under);
            return HubSubscriber.Ok("");
        };
        string[] topics = ["all", "sections/gear"];
        foreach (
            var topic in topics.SelectMany(name =>
                new[] { "rss", "atom", "json" }.Select(format => $"http://localhost/feeds/{name}.{format}")
            )
        )
            await SubscribeAsync(topic: topic);

        await PublishAsync();
        await RunAsync();

        Assert.Equal(6, Subscriber.Deliveries.Count);
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task Leases_and_deliveries_of_what_is_due_are_not_repeated_without_a_change()
    {
        await SubscribeAsync();
        await PublishAsync();
        for (var minute = 0; minute < 5; minute++)
            await RunAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Single(Subscriber.Deliveries);
    }
}
