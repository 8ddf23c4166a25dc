namespace Syndication.Outbound;

/// <summary>Counts what comes from a connection, and ends after so many bytes as if the other side had.</summary>
internal sealed class CountedStream(Stream inner, int most) : ReadingStream
{
    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether it ended before the other side did.</summary>
    public bool IsCut { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // One byte more tells whether there is more.
        var left = most - Count + 1;
        var count = left <= 0 ? 0 : await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        Count += count;
        if (Count <= most)
            return count;
        IsCut = true;
        return Math.Max(0, count - 1);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
