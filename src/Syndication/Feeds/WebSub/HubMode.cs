namespace Syndication.Feeds.WebSub;

/// <summary>What a verification says to the callback.</summary>
internal enum HubMode
{
    Subscribe = 0,
    Unsubscribe = 1,

    /// <summary>The topic is not ours, or is no more: no answer is expected.</summary>
    Denied = 2,
}
