namespace Syndication.Feeds;

/// <summary>What feeds carry and how long they may be kept.</summary>
public sealed class FeedOptions
{
    /// <summary>Most items one feed carries, newest first; 1 to 500.</summary>
    public int ItemCount { get; set; } = 50;

    /// <summary>
    /// Most bytes of one feed before compression; 65536 to 4500000 (the W3C validator refuses 5,000,000). Where it is short, older items
    /// carry their summary in place of the text, and only then are the oldest left out.
    /// </summary>
    public int ByteBudget { get; set; } = 1_000_000;

    /// <summary>
    /// The shortest time that a cache or reader is told to keep a feed for, however fast articles come; none to one day. The feed's own
    /// rhythm decides between it and <see cref="MaxAge"/>.
    /// </summary>
    public TimeSpan MinAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest time that a cache or reader is told to keep a feed for, however rare articles are; none to one day. The archive of a
    /// month that is over is kept for half a day.
    /// </summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most bytes of rendered feeds held in memory; 1048576 (1 MiB) to 4294967296 (4 GiB).</summary>
    public long CacheBytes { get; set; } = 64L * 1024 * 1024;
}
