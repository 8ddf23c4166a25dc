using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>What a feed is of. Equal subjects have the same address, in each format, and one rendering.</summary>
internal abstract record FeedSubject
{
    /// <summary>The address below <c>/feeds/</c>, escaped, without the format's extension.</summary>
    public abstract string Path { get; }

    /// <summary>What follows the extension, with its question mark; empty for most.</summary>
    public virtual string Query => "";

    /// <summary>Whether everybody may read it: such feeds are cached by anybody and read across origins.</summary>
    public virtual bool IsPublic => true;

    /// <summary>Whether it can be subscribed to at our hub.</summary>
    public virtual bool HasHub => false;

    /// <summary>Whether anybody can make up any number of its kind: those share a small part of the cache.</summary>
    public virtual bool IsOpenEnded => false;

    /// <summary>Whether a request for it costs enough, while it is not in memory, to be counted against the client.</summary>
    public virtual bool IsCostly => false;
}

/// <summary>The newest articles of a scope: the feed that readers subscribe to.</summary>
internal sealed record CurrentFeed(Scope Scope) : FeedSubject
{
    public override string Path => string.Join('/', Scope.Key.Split('/').Select(Uri.EscapeDataString));

    public override bool HasHub => true;
}
