namespace Syndication.Feeds;

/// <summary>The relations of RFC 5005, section 4.</summary>
internal sealed record FeedHistory
{
    /// <summary>A feed without archives.</summary>
    public static FeedHistory None { get; } = new();

    /// <summary>Whether it is an archive itself (<c>fh:archive</c>).</summary>
    public bool IsArchive { get; init; }

    /// <summary>What came before (<c>prev-archive</c>; JSON Feed's <c>next_url</c>).</summary>
    public FeedSubject? Previous { get; init; }

    /// <summary>What came after (<c>next-archive</c>).</summary>
    public FeedSubject? Next { get; init; }

    /// <summary>The feed that readers subscribe to (<c>current</c>).</summary>
    public FeedSubject? Current { get; init; }
}
