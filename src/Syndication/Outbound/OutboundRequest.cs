namespace Syndication.Outbound;

/// <summary>A request to an address that others chose.</summary>
internal sealed record OutboundRequest
{
    /// <summary>Its method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Where it goes; judged by <see cref="OutboundGuard"/>.</summary>
    public required Uri Address { get; init; }

    /// <summary>
    /// Headers beside those of the content, sent as they are. Names and values are ours; of a stranger's only what a header of an answer held,
    /// which has no line break in it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// What is said to be let in; null: nothing. It goes to the address's own scheme, host and port: a redirect elsewhere is followed without it.
    /// </summary>
    public string? Authorization { get; init; }

    /// <summary>The body; null: none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Most time from the first byte out to the last one in, redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of the answer's body that are read from the connection.</summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>Most bytes that the body may unpack to; null: no packing is asked for, and the body is taken as sent.</summary>
    public int? MaxUnpackedBytes { get; init; }

    /// <summary>Redirects followed, each judged like the first address; only for GET. 0: a redirect is an answer like any other.</summary>
    public int MaxRedirects { get; init; }

    /// <summary>Whether both have one scheme, host and port (RFC 6454).</summary>
    public static bool AreOneOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.IdnHost == other.IdnHost && one.Port == other.Port;

    /// <summary>Where to: keys in queries and what one is let in with are for nobody to read.</summary>
    public override string ToString() => $"{Method} {Address.Scheme}://{Address.IdnHost}";
}
