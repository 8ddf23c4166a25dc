using Syndication.Outbound;

namespace Syndication.Feeds.WebSub;

/// <summary>Sends one row of the delivery table: the feed as it is now, or a ping.</summary>
internal sealed class HubSending(HubDeliveryStore deliveries, HubFeeds feeds, FeedLinks links, HubSecrets secrets, OutboundClient client)
{
    /// <summary>Sends it.</summary>
    /// <returns>What came of it; null: there was nothing to send any more, and the row is gone.</returns>
    public async Task<OutboundOutcome?> SendAsync(HubDelivery held, CancellationToken ct)
    {
        if (HubTopics.ScopeOf(held.Scope) is not { } scope)
            return await EndAsync(held, topic: null, ct);
        var topic = links.Of(scope, held.Format);
        if (held.Subscription is null)
            return await client.SendAsync(HubPost.Ping(held.Target, topic), ct);
        if (await deliveries.FindSubscriptionAsync(held, ct) is not { } subscription)
            return await EndAsync(held, topic: null, ct);
        if (await feeds.GetAsync(scope, held.Format, ct) is not FeedAnswer.Found found)
            return await EndAsync(held, topic, ct);
        var secret = subscription.Secret is { } stored ? secrets.Reveal(stored) : null;
        return await client.SendAsync(HubPost.Content(subscription, found.Feed, topic, links.Hub, secret), ct);
    }

    private async Task<OutboundOutcome?> EndAsync(HubDelivery held, string? topic, CancellationToken ct)
    {
        await deliveries.EndAsync(held, topic, ct);
        return null;
    }
}
