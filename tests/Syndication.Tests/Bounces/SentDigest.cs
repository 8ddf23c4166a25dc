using Syndication.Subscribers;

namespace Syndication.Tests.Bounces;

/// <summary>A message that went out.</summary>
public sealed record SentDigest(long Row, long Issue, Reader Reader, string Token)
{
    public string Email => Reader.Subscriber.Email;

    public string ReturnPath => $"bounces+{Token}@bounces.news.test";

    public string MessageId => $"{Token}@news.test";
}
