using System.IO.Compression;

namespace Syndication.Feeds;

/// <summary>One version of one feed, in every encoding that was asked for so far; each is made once.</summary>
internal sealed class RenderedFeed(byte[] identity, FeedHeaders headers)
{
    private readonly Lazy<byte[]> gzip = new(() => Compress(identity, stream => new GZipStream(stream, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> brotli = new(() => Compress(identity, stream => new BrotliStream(stream, CompressionLevel.Optimal)));

    /// <summary>What goes with the bytes.</summary>
    public FeedHeaders Headers { get; } = headers;

    /// <summary>Bytes held.</summary>
    public long Size => identity.LongLength + Made(gzip) + Made(brotli);

    /// <summary>The bytes in an encoding.</summary>
    public byte[] Body(ContentEncoding encoding) =>
        encoding switch
        {
            ContentEncoding.Gzip => gzip.Value,
            ContentEncoding.Brotli => brotli.Value,
            _ => identity,
        };

    private static long Made(Lazy<byte[]> body) => body.IsValueCreated ? body.Value.LongLength : 0;

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var result = new MemoryStream(bytes.Length / 4);
        using (var compressor = open(result))
            compressor.Write(bytes);
        return result.ToArray();
    }
}
