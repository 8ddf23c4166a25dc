using System.Security.Cryptography;
using System.Text;
using Syndication.Outbound;

namespace Syndication.Feeds.WebSub;

/// <summary>The requests that carry changes out.</summary>
internal static class HubPost
{
    /// <summary>The feed as it is served, to a subscriber (WebSub, section 7).</summary>
    /// <param name="subscription">Who gets it.</param>
    /// <param name="feed">The feed now.</param>
    /// <param name="topic">The feed's own address.</param>
    /// <param name="hub">Our hub's address.</param>
    /// <param name="secret">What the body is signed with (section 7.1); null: it is not.</param>
    public static OutboundRequest Content(HubSubscription subscription, RenderedFeed feed, string topic, string hub, byte[]? secret)
    {
        var body = feed.Identity;
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Link"] = $"<{hub}>; rel=\"hub\", <{topic}>; rel=\"self\"",
        };
        if (secret is not null)
            headers["X-Hub-Signature"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));
        return new OutboundRequest
        {
            Method = HttpMethod.Post,
            Address = new Uri(subscription.Callback),
            Headers = headers,
            Body = body,
            ContentType = feed.Headers.ContentType,
            MaxBodyBytes = 4096,
        };
    }

    /// <summary>Tells another hub that the topic has changed.</summary>
    public static OutboundRequest Ping(string hub, string topic) =>
        new()
        {
            Method = HttpMethod.Post,
            Address = new Uri(hub),
            Body = Encoding.ASCII.GetBytes($"hub.mode=publish&hub.url={Uri.EscapeDataString(topic)}"),
            ContentType = "application/x-www-form-urlencoded",
            MaxBodyBytes = 4096,
        };
}
