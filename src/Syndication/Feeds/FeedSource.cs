namespace Syndication.Feeds;

/// <inheritdoc cref="IFeedSource"/>
internal abstract class FeedSource<TSubject> : IFeedSource
    where TSubject : FeedSubject
{
    public Type Subject => typeof(TSubject);

    public Task<FeedVersion> VersionAsync(FeedSubject subject, CancellationToken ct) => VersionAsync((TSubject)subject, ct);

    public Task<FeedReading> ReadAsync(FeedSubject subject, FeedVersion version, CancellationToken ct) =>
        ReadAsync((TSubject)subject, version, ct);

    protected abstract Task<FeedVersion> VersionAsync(TSubject subject, CancellationToken ct);

    protected abstract Task<FeedReading> ReadAsync(TSubject subject, FeedVersion version, CancellationToken ct);
}
