using System.IO.Compression;

namespace Syndication.Feeds;

/// <summary>One version of one feed, in every encoding that was asked for so far; each is made once.</summary>
internal sealed class RenderedFeed
{
    // The first reader after a publish waits for it. Of 254 kB, level 5 makes 69.4 kB in 2.6 ms; the default, 6, 68.2 kB in 5.0 ms.
    private static readonly ZLibCompressionOptions Gzip = new() { CompressionLevel = 5 };

    // 45.5 kB in 1.7 ms; quality 5 makes 43.6 kB in 7 ms, and the highest, 11, 39.5 kB in 450 ms.
    private static readonly BrotliCompressionOptions Brotli = new() { Quality = 4 };

    private readonly Lazy<Task<byte[]>> gzip;
    private readonly Lazy<Task<byte[]>> brotli;
    private long size;

    public RenderedFeed(byte[] identity, FeedHeaders headers)
    {
        Identity = identity;
        Headers = headers;
        size = identity.LongLength;
        gzip = new(() => MakeAsync(stream => new GZipStream(stream, Gzip)));
        brotli = new(() => MakeAsync(stream => new BrotliStream(stream, Brotli)));
    }

    /// <summary>What goes with the bytes.</summary>
    public FeedHeaders Headers { get; }

    /// <summary>The bytes without a coding.</summary>
    public byte[] Identity { get; }

    /// <summary>Bytes held.</summary>
    public long Size => Interlocked.Read(ref size);

    /// <summary>Called with the number of bytes when more are held.</summary>
    public Action<long>? Grown { get; set; }

    /// <summary>The bytes in an encoding: at once where somebody asked before.</summary>
    public ValueTask<byte[]> BodyAsync(ContentEncoding encoding) =>
        encoding switch
        {
            ContentEncoding.Gzip => Of(gzip.Value),
            ContentEncoding.Brotli => Of(brotli.Value),
            _ => new(Identity),
        };

    private static ValueTask<byte[]> Of(Task<byte[]> body) => body.IsCompletedSuccessfully ? new(body.Result) : new(body);

    // On a thread of its own: the others who wait for the same bytes hold none.
    private Task<byte[]> MakeAsync(Func<Stream, Stream> open) =>
        Task.Run(() =>
        {
            using var result = new MemoryStream(Identity.Length / 2);
            using (var compressor = open(result))
                compressor.Write(Identity);
            var bytes = result.ToArray();
            Interlocked.Add(ref size, bytes.LongLength);
            Grown?.Invoke(bytes.LongLength);
            return bytes;
        });
}
