namespace Syndication.Feeds;

/// <summary>All kinds of feeds, each read by its own source.</summary>
internal sealed class FeedSources(IEnumerable<IFeedSource> sources)
{
    private readonly Dictionary<Type, IFeedSource> bySubject = sources.ToDictionary(source => source.Subject);

    public Task<FeedVersion> VersionAsync(FeedSubject subject, CancellationToken ct) =>
        bySubject[subject.GetType()].VersionAsync(subject, ct);

    /// <summary>The contents with the version that they are of.</summary>
    /// <remarks>
    /// What was read between two equal versions is that version. A store that is written to all the time ends the search with the older
    /// one: the next request then sees a newer one and reads again.
    /// </remarks>
    public async Task<(FeedReading Reading, FeedVersion Version)> ReadAsync(FeedSubject subject, FeedVersion version, CancellationToken ct)
    {
        var source = bySubject[subject.GetType()];
        for (var attempt = 0; ; attempt++)
        {
            var reading = await source.ReadAsync(subject, version, ct);
            if (reading is not FeedReading.Found)
                return (reading, version);
            var after = await source.VersionAsync(subject, ct);
            if (after == version || attempt == 3)
                return (reading, version);
            version = after;
        }
    }
}
