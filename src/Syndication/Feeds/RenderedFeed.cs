using System.IO.Compression;

namespace Syndication.Feeds;

/// <summary>One version of one feed, in every encoding that was asked for so far; each is made once.</summary>
internal sealed class RenderedFeed(byte[] identity, string version, DateTimeOffset changedAt, string self)
{
    private readonly Lazy<byte[]> gzip = new(() => Compress(identity, stream => new GZipStream(stream, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> brotli = new(() => Compress(identity, stream => new BrotliStream(stream, CompressionLevel.Optimal)));

    /// <summary>Names the content: stored version and everything of the configuration that shows in it.</summary>
    public string Version { get; } = version;

    /// <summary>In whole seconds.</summary>
    public DateTimeOffset ChangedAt { get; } = changedAt;

    /// <summary>The feed's own address.</summary>
    public string Self { get; } = self;

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
