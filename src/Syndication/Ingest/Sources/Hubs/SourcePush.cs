namespace Syndication.Ingest.Sources.Hubs;

/// <summary>What a hub brings, before any of it is read.</summary>
/// <param name="Token">The end of the address that it came to.</param>
/// <param name="Signature">As in its header; null or empty: none.</param>
/// <param name="ContentType">As in its header; null: not said.</param>
/// <param name="Length">Bytes, by its header; null: not said.</param>
/// <param name="Body">To be read once.</param>
internal sealed record SourcePush(string Token, string? Signature, string? ContentType, long? Length, Stream Body)
{
    private const int Portion = 64 * 1024;

    /// <summary>Reads the body.</summary>
    /// <returns>Null: it is longer than a document may be (<see cref="SourceFetcher.MostBytes"/>).</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken ct)
    {
        if (Length > SourceFetcher.MostBytes)
            return null;
        using var body = new MemoryStream((int)(Length ?? 0));
        var portion = new byte[Portion];
        while (await Body.ReadAsync(portion, ct) is var read and > 0)
        {
            if (body.Length + read > SourceFetcher.MostBytes)
                return null;
            body.Write(portion.AsSpan(0, read));
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}

/// <summary>What a hub is told of what it brought.</summary>
internal enum SourcePushOutcome
{
    /// <summary>It came; whether it is believed is not said.</summary>
    Accepted,

    /// <summary>The subscription is over, the hub need not come again.</summary>
    Over,

    /// <summary>It is longer than a document may be.</summary>
    TooLong,

    /// <summary>It did not come in time.</summary>
    TooSlow,
}
