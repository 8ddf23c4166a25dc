namespace Syndication.Subscribers;

/// <summary>A subscriber's number in the store.</summary>
public readonly record struct SubscriberId(long Value);
