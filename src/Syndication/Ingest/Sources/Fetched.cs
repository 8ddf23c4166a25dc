namespace Syndication.Ingest.Sources;

/// <summary>What a request to a source came to.</summary>
internal sealed record Fetched
{
    public required SourceOutcome Outcome { get; init; }

    /// <summary>The answer's status; null: there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why it brought nothing; null where it did or had nothing new.</summary>
    public string? Reason { get; init; }

    /// <summary>The document's bytes, unpacked; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Where the answer is from, after redirects.</summary>
    public required Uri Address { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public byte[]? Hash { get; init; }

    public TimeSpan? FreshFor { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Itself, where the host asks to be left alone for a while; else null.</summary>
    public Fetched? AsBusy => Outcome is SourceOutcome.Busy ? this : null;

    /// <summary>Whether the source's address is that of a page, and this is the feed that the page names.</summary>
    public bool IsBehindPage { get; init; }

    /// <summary>What had to be done to come by it, for operators; null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Where redirects that are for good led to; null: nowhere.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>The answer's headers; of paged answers some say how many pages there are.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
