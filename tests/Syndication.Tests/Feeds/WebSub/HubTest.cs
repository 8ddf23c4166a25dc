using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds.WebSub;
using Syndication.Storage;

namespace Syndication.Tests.Feeds.WebSub;

/// <summary>The whole host with its hub, and a subscriber that it is allowed to reach.</summary>
public abstract class HubTest : IAsyncLifetime
{
    public const string Topic = "http://localhost/feeds/all.rss";

    protected HubHost Host { get; } = new();

    protected HubSubscriber Subscriber { get; } = new();

    private protected HubJobs Hub => Host.Services.GetRequiredService<HubJobs>();

    public virtual async Task InitializeAsync()
    {
        Host.Settings["Outbound:AllowedNetworks:0"] = "127.0.0.1";
        Host.Settings["Outbound:AllowedNetworks:1"] = "127.0.0.2";
        Configure(Host.Settings);
        await Host.WithSectionsAsync();
        await Host.PublishAsync(FeedFixture.Plain("Before anybody subscribed", hoursAgo: 9));
    }

    public virtual async Task DisposeAsync()
    {
        await Subscriber.DisposeAsync();
        await Host.DisposeAsync();
    }

    protected virtual void Configure(Dictionary<string, string?> settings) { }

    /// <summary>What the recurring job and the watcher do.</summary>
    protected Task RunAsync() => Hub.RunAsync(CancellationToken.None);

    protected Task RunAfterAsync(TimeSpan by)
    {
        Host.Clock.Advance(by);
        return RunAsync();
    }

    protected async Task<(HttpStatusCode Status, string Text)> PostAsync(params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create("hub." + field.Name, field.Value)));
        using var response = await Host.CreateClient().PostAsync("/websub", content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected Task<(HttpStatusCode Status, string Text)> AskAsync(
        string mode,
        HubSubscriber? subscriber = null,
        string topic = Topic,
        params (string, string)[] more
    ) => PostAsync([("mode", mode), ("topic", topic), ("callback", (subscriber ?? Subscriber).Callback), .. more]);

    protected async Task SubscribeAsync(HubSubscriber? subscriber = null, string topic = Topic, params (string, string)[] more)
    {
        var (status, text) = await AskAsync("subscribe", subscriber, topic, more);
        Assert.True(status == HttpStatusCode.Accepted, text);
        await RunAsync();
        Host.Clock.Advance(TimeSpan.FromSeconds(20));
    }

    /// <summary>Waits for what another task writes to the store.</summary>
    protected async Task UntilAsync(Func<Task<bool>> condition)
    {
        var changes = Host.Services.GetRequiredService<StoreChanges>();
        for (var seen = changes.Generation; !await condition(); seen = changes.Generation)
            await changes.WaitAsync(seen, CancellationToken.None);
    }

    protected Task PublishAsync(string title = "News") => Host.PublishAsync(FeedFixture.Plain(title));

    private protected Task<List<T>> RowsAsync<T>()
        where T : class => Host.Database.ReadAsync((db, ct) => db.Set<T>().ToListAsync(ct), CancellationToken.None);

    private protected Task ChangeAsync<T>(Action<T> change)
        where T : class =>
        Host.Database.WriteAsync(
            async (PublicationDb db, CancellationToken ct) => (await db.Set<T>().ToListAsync(ct)).ForEach(change),
            CancellationToken.None
        );
}
