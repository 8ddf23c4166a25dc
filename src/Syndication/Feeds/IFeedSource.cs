namespace Syndication.Feeds;

/// <summary>Reads one kind of feed from the store.</summary>
internal interface IFeedSource
{
    /// <summary>The subjects that it reads.</summary>
    Type Subject { get; }

    /// <summary>The version of the contents as they are now: one small query, asked after each change of any content.</summary>
    Task<FeedVersion> VersionAsync(FeedSubject subject, CancellationToken ct);

    /// <summary>The contents as they are now.</summary>
    /// <param name="subject">One of <see cref="Subject"/>.</param>
    /// <param name="version">What <see cref="VersionAsync"/> said just before.</param>
    /// <param name="ct">Cancels.</param>
    Task<FeedReading> ReadAsync(FeedSubject subject, FeedVersion version, CancellationToken ct);
}
