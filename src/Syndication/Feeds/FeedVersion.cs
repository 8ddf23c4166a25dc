using System.Globalization;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>The stored state that a feed's validators are made of: the same after a restart and on every node.</summary>
/// <param name="Name">Differs whenever the item list or contents differ; fit for an entity tag.</param>
/// <param name="ChangedAt">
/// When it last changed, in whole seconds, strictly rising; null where no such time is stored: then the feed has no <c>Last-Modified</c>.
/// </param>
internal readonly record struct FeedVersion(string Name, DateTimeOffset? ChangedAt)
{
    /// <summary>The version of what is not stored at all.</summary>
    public static FeedVersion None { get; } = new("", null);

    /// <summary>The date of what nothing ever was in: one that no clock makes.</summary>
    public static DateTimeOffset Never { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The version of a scope.</summary>
    /// <param name="stored">Null: nothing ever was in it.</param>
    public static FeedVersion Of(ScopeVersion? stored) => stored is null ? new("0", Never) : Of(stored.Version, stored.ChangedAt);

    /// <summary>A stored version. The date is in its name: a store that was brought back from a backup counts some numbers a second time.</summary>
    public static FeedVersion Of(long number, DateTimeOffset changedAt) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{number}-{changedAt.ToUnixTimeSeconds():x}"), changedAt);
}
