using System.Buffers;
using System.IO.Compression;

namespace Syndication.Outbound;

/// <summary>
/// Reads the body of an answer and unpacks it (RFC 9110, section 8.4), with limits on what is read and on what it unpacks to: a body of a few
/// kilobytes can be made to unpack to any size.
/// </summary>
internal static class AnswerBody
{
    /// <summary>What is asked for in <c>Accept-Encoding</c>.</summary>
    public const string Codings = "gzip, deflate, br";

    // What packs better than this was not written by or for people. Judged from a size on at which the odd page of blanks is long over.
    private const int MostRatio = 100;
    private const int RatioFrom = 1024 * 1024;

    // A proxy may pack what is packed already; nobody does it twice.
    private const int MostCodings = 2;
    private const int Step = 32 * 1024;

    /// <summary>Reads to the end, or to the first limit.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, BodyFault? Fault)> ReadAsync(
        HttpContent content,
        OutboundRequest request,
        CancellationToken ct
    )
    {
        var wire = new CountedStream(await content.ReadAsStreamAsync(ct), request.MaxBodyBytes);
        await using (wire)
        {
            if (request.MaxUnpackedBytes is not { } most)
                return await ReadAsync(wire, wire, request.MaxBodyBytes, ct);
            var codings = CodingsOf(content);
            if (codings.Count > MostCodings)
                return (default, BodyFault.Coding);
            try
            {
                return await UnpackAsync(wire, codings, most, ct);
            }
            // Each library has its own way to say that the bytes are none of its own.
            catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or NotSupportedException)
            {
                return (default, wire.IsCut ? BodyFault.TooLong : BodyFault.Coding);
            }
        }
    }

    private static async Task<(ReadOnlyMemory<byte>, BodyFault?)> UnpackAsync(
        CountedStream wire,
        IReadOnlyList<string> codings,
        int most,
        CancellationToken ct
    )
    {
        Stream unpacked = wire;
        foreach (var coding in codings)
            unpacked = await OpenAsync(unpacked, coding, ct);
        await using (unpacked)
        {
            var (bytes, fault) = await ReadAsync(unpacked, wire, most, ct);
            // A file that is packed itself (sitemap.xml.gz) may come without a word about it.
            if (fault is not null || !IsGzip(bytes.Span))
                return (bytes, fault);
            await using var inner = new GZipStream(new MemoryStream(bytes.ToArray(), writable: false), CompressionMode.Decompress);
            return await ReadAsync(inner, wire, most, ct);
        }
    }

    private static async Task<(ReadOnlyMemory<byte>, BodyFault?)> ReadAsync(Stream from, CountedStream wire, int most, CancellationToken ct)
    {
        var read = new ArrayBufferWriter<byte>(Step);
        while (true)
        {
            var count = await from.ReadAsync(read.GetMemory(Step), ct);
            if (count == 0)
                return (read.WrittenMemory, wire.IsCut ? BodyFault.TooLong : null);
            read.Advance(count);
            if (read.WrittenCount > most)
                return (read.WrittenMemory[..most], ReferenceEquals(from, wire) ? BodyFault.TooLong : BodyFault.TooLongUnpacked);
            if (read.WrittenCount > RatioFrom && read.WrittenCount / MostRatio > wire.Count)
                return (default, BodyFault.Bomb);
        }
    }

    // Named in the order in which they were applied (RFC 9110, section 8.4).
    private static List<string> CodingsOf(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)
            ?
            [
                .. values
                    .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    .Select(coding => coding.ToLowerInvariant())
                    .Where(coding => coding is not ("identity" or "none" or "utf-8"))
                    .Reverse(),
            ]
            : [];

    private static async Task<Stream> OpenAsync(Stream packed, string coding, CancellationToken ct)
    {
        switch (coding)
        {
            case "gzip" or "x-gzip":
                return new GZipStream(packed, CompressionMode.Decompress);
            case "br":
                return new BrotliStream(packed, CompressionMode.Decompress);
            case "deflate":
                // Means zlib's format (RFC 9110, section 8.4.1.2); many servers send the bare one.
                var head = new byte[2];
                var count = await packed.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
                var whole = new PrefixedStream(head.AsMemory(0, count), packed);
                return count == 2 && (head[0] & 0x0F) == 8 && ((head[0] << 8) | head[1]) % 31 == 0
                    ? new ZLibStream(whole, CompressionMode.Decompress)
                    : new DeflateStream(whole, CompressionMode.Decompress);
            default:
                throw new NotSupportedException(coding);
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.Length > 18 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8;
}
