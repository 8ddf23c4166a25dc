namespace Syndication.Articles;

/// <summary>How much goes into one archived feed: the feeds' own limit, under the feeds' own key, which is checked there.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Where it is configured.</summary>
    public const string Key = "Feeds";

    /// <summary>Most bytes of one part of a month. Parts that are full stay as they are when it changes.</summary>
    public int ByteBudget { get; set; } = 1_000_000;
}
