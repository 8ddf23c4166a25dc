using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Syndication.Benchmarks.Chaos;

/// <summary>
/// An SMTP server on loopback that remembers each message that it took, as <c>smtp-sink</c> does, and that can be slow, hold connections at a
/// named point of the dialogue, and go away and come back. It counts a message when it has read its final dot, whether or not it answers.
/// </summary>
internal sealed class RecordingSink : IDisposable
{
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private readonly ConcurrentDictionary<SinkSession, byte> sessions = new();
    private TcpListener listener;
    private TaskCompletionSource gate = Opened();
    private SinkPoint? holding;
    private int holdingFrom;
    private int held;

    public RecordingSink()
    {
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    /// <summary>Where it listens, also after it was down.</summary>
    public int Port { get; }

    /// <summary>How long it takes over each message; the time between the final dot and its answer.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>How many messages it took, repeats included.</summary>
    public int Count => arrivals.Count;

    /// <summary>How many connections stand at the point of <see cref="HoldAt"/>.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Everything that it took, in order.</summary>
    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    /// <summary>From now on each connection stops at the point and waits for <see cref="LetGo"/>.</summary>
    /// <param name="point">Where.</param>
    /// <param name="message">Which message of the connection: 1 is the first.</param>
    public void HoldAt(SinkPoint point, int message = 1)
    {
        held = 0;
        gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (holding, holdingFrom) = (point, message);
    }

    /// <summary>Lets everyone go on who waits, and holds nobody any more.</summary>
    public void LetGo()
    {
        holding = null;
        gate.TrySetResult();
    }

    /// <summary>Breaks every connection off and refuses new ones.</summary>
    public void GoDown()
    {
        listener.Stop();
        foreach (var session in sessions.Keys)
            session.Dispose();
    }

    /// <summary>Listens again.</summary>
    public void ComeBack()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public void Dispose()
    {
        GoDown();
        LetGo();
    }

    /// <summary>Called by a session where it could be held.</summary>
    internal async Task PassAsync(SinkPoint point, int message)
    {
        if (holding == point && message >= holdingFrom)
        {
            Interlocked.Increment(ref held);
            await gate.Task;
        }
    }

    internal void Take(string recipient, string messageId) => arrivals.Enqueue(new Arrival(recipient, messageId, Stopwatch.GetTimestamp()));

    private async Task AcceptAsync(TcpListener on)
    {
        try
        {
            while (true)
            {
                var session = new SinkSession(this, await on.AcceptTcpClientAsync());
                sessions.TryAdd(session, 0);
                _ = ServeAsync(session);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It went down.
        }
    }

    private async Task ServeAsync(SinkSession session)
    {
        using (session)
            await session.RunAsync();
        sessions.TryRemove(session, out _);
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
