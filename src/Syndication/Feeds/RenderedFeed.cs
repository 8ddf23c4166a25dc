using System.IO.Compression;

namespace Syndication.Feeds;

/// <summary>One version of one feed, in every encoding that was asked for so far; each is made once.</summary>
internal sealed class RenderedFeed
{
    private readonly byte[] identity;
    private readonly Lazy<Task<byte[]>> gzip;
    private readonly Lazy<Task<byte[]>> brotli;
    private long size;

    public RenderedFeed(byte[] identity, FeedHeaders headers)
    {
        this.identity = identity;
        Headers = headers;
        size = identity.LongLength;
        gzip = new(() => MakeAsync(stream => new GZipStream(stream, CompressionLevel.Optimal)));
        brotli = new(() => MakeAsync(stream => new BrotliStream(stream, CompressionLevel.Optimal)));
    }

    /// <summary>What goes with the bytes.</summary>
    public FeedHeaders Headers { get; }

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
            _ => new(identity),
        };

    private static ValueTask<byte[]> Of(Task<byte[]> body) => body.IsCompletedSuccessfully ? new(body.Result) : new(body);

    // On a thread of its own: the others who wait for the same bytes hold none.
    private Task<byte[]> MakeAsync(Func<Stream, Stream> open) =>
        Task.Run(() =>
        {
            using var result = new MemoryStream(identity.Length / 2);
            using (var compressor = open(result))
                compressor.Write(identity);
            var bytes = result.ToArray();
            Interlocked.Add(ref size, bytes.LongLength);
            Grown?.Invoke(bytes.LongLength);
            return bytes;
        });
}
