using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Syndication.Tests.Outbound;

/// <summary>A bare HTTP server on a loopback address that counts the connections made to it.</summary>
public sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Func<LoopbackRequest, Task<string>> answer;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private int connections;

    public LoopbackListener(Func<LoopbackRequest, Task<string>> answer, string address = "127.0.0.1", int port = 0)
    {
        this.answer = answer;
        listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Address = $"http://{address}:{Port}";
        accepting = AcceptAsync();
    }

    public LoopbackListener(string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", string address = "127.0.0.1", int port = 0)
        : this(_ => Task.FromResult(answer), address, port) { }

    public int Port { get; }

    public string Address { get; }

    public int Connections => Volatile.Read(ref connections);

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    // One request a connection: the answer says so by closing.
    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await LoopbackRequest.ReadAsync(stream, stop.Token) is not { } request)
                    return;
                Requests.Enqueue(request);
                var text = await answer(request);
                await stream.WriteAsync(
                    Encoding.Latin1.GetBytes(text.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)),
                    stop.Token
                );
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client left first.
            }
        }
    }
}
