using System.Net.Sockets;

namespace Syndication.Delivery.Relays;

/// <summary>
/// A socket as a stream that sends what was written when an answer is waited for, or when much has gathered: a dialogue in which each side waits
/// for the other. MailKit writes a message in pieces of 4 KB, and each would be a call and a packet of its own.
/// </summary>
/// <param name="socket">Connected; closed with the stream.</param>
internal sealed class DialogueStream(Socket socket) : Stream
{
    private const int MostGathered = 64 * 1024;
    private readonly byte[] gathered = new byte[MostGathered];
    private int count;
    private CancellationTokenSource patience = new();

    /// <summary>Whether bytes that were written have not all been handed to the network.</summary>
    public bool HasUnsent { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <summary>Milliseconds, here of asynchronous reads too.</summary>
    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    /// <summary>Milliseconds, here of asynchronous writes too.</summary>
    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what was written, and waits for bytes.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendGatheredAsync(cancellationToken);
        var waiting = Begin(ReadTimeout, cancellationToken);
        try
        {
            return await socket.ReceiveAsync(buffer, SocketFlags.None, waiting.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {ReadTimeout / 1000} seconds.", late);
        }
        catch (SocketException broken)
        {
            throw new IOException(broken.Message, broken);
        }
        finally
        {
            End(waiting);
        }
    }

    /// <summary>Gathers bytes, and sends when there are many.</summary>
    /// <exception cref="TimeoutException">The other side did not take them in time.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var fits = Math.Min(buffer.Length, MostGathered - count);
            buffer.Span[..fits].CopyTo(gathered.AsSpan(count));
            count += fits;
            HasUnsent = true;
            buffer = buffer[fits..];
            if (count == MostGathered)
                await SendGatheredAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Nothing yet: whoever flushes goes on to read.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="FlushAsync(CancellationToken)"/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            patience.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask SendGatheredAsync(CancellationToken ct)
    {
        if (count == 0)
            return;
        var rest = gathered.AsMemory(0, count);
        count = 0;
        var waiting = Begin(WriteTimeout, ct);
        try
        {
            while (rest.Length > 0)
                rest = rest[await socket.SendAsync(rest, SocketFlags.None, waiting.Token)..];
            HasUnsent = false;
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing was taken within {WriteTimeout / 1000} seconds.", late);
        }
        catch (SocketException broken)
        {
            throw new IOException(broken.Message, broken);
        }
        finally
        {
            End(waiting);
        }
    }

    /// <summary>Bound to the machine's time. Used again while nothing was cancelled: a message takes four of them.</summary>
    private CancellationTokenSource Begin(int milliseconds, CancellationToken ct)
    {
        var waiting = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(ct) : patience;
        waiting.CancelAfter(milliseconds);
        return waiting;
    }

    private void End(CancellationTokenSource waiting)
    {
        if (waiting != patience)
        {
            waiting.Dispose();
        }
        else if (!patience.TryReset())
        {
            patience.Dispose();
            patience = new CancellationTokenSource();
        }
    }
}
