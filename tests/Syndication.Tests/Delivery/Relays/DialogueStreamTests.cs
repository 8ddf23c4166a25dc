using System.Net;
using System.Net.Sockets;
using System.Text;
using Syndication.Delivery.Relays;

namespace Syndication.Tests.Delivery.Relays;

/// <summary>What goes over the wire when, on a real socket.</summary>
public sealed class DialogueStreamTests : IAsyncLifetime
{
    private TcpListener Listener { get; } = new(IPAddress.Loopback, 0);

    private Socket Server { get; set; } = null!;

    private DialogueStream Stream { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(Listener.LocalEndpoint);
        Server = await Listener.AcceptSocketAsync();
        Stream = new DialogueStream(client);
    }

    public async Task DisposeAsync()
    {
        await Stream.DisposeAsync();
        Server.Dispose();
        Listener.Dispose();
    }

    [Fact]
    public async Task What_was_written_in_pieces_goes_out_at_once_and_when_an_answer_is_waited_for()
    {
        await Stream.WriteAsync("MAIL FROM:<a@news.test>\r\n"u8.ToArray());
        await Stream.FlushAsync();
        await Stream.WriteAsync("RCPT TO:<b@inbox.test>\r\n"u8.ToArray());
        await Stream.FlushAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.Equal(0, Server.Available);

        var reading = AnswerAsync();
        var received = new byte[1000];
        var length = await Server.ReceiveAsync(received);

        Assert.Equal("MAIL FROM:<a@news.test>\r\nRCPT TO:<b@inbox.test>\r\n", Encoding.ASCII.GetString(received, 0, length));
        await Server.SendAsync("250 Ok\r\n"u8.ToArray());
        Assert.Equal("250 Ok\r\n", await reading);
    }

    [Fact]
    public async Task A_large_message_does_not_wait_until_it_is_whole()
    {
        var sent = new byte[1_000_000];
        Random.Shared.NextBytes(sent);
        var received = new MemoryStream();
        static int Sent(byte[] all) => all.Length / (64 * 1024) * (64 * 1024);
        var taking = Task.Run(async () =>
        {
            var buffer = new byte[4096];
            while (received.Length < sent.Length)
                received.Write(buffer, 0, await Server.ReceiveAsync(buffer));
            await Server.SendAsync("250 Ok\r\n"u8.ToArray());
        });

        for (var at = 0; at < sent.Length; at += 4000)
            await Stream.WriteAsync(sent.AsMemory(at, Math.Min(4000, sent.Length - at)));

        // Nobody reads yet, and all but what fits into one piece is on its way.
        for (var tries = 0; received.Length < Sent(sent) && tries < 500; tries++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        Assert.Equal(Sent(sent), received.Length);

        Assert.Equal("250 Ok\r\n", await AnswerAsync());

        await taking;
        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public async Task Silence_ends_in_time_and_the_time_begins_anew_with_each_answer()
    {
        Stream.ReadTimeout = 400;
        for (var answers = 0; answers < 4; answers++)
        {
            var reading = AnswerAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System);
            await Server.SendAsync("250 Ok\r\n"u8.ToArray());
            Assert.Equal("250 Ok\r\n", await reading);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => AnswerAsync());
    }

    [Fact]
    public async Task A_server_that_takes_nothing_is_not_waited_for_either()
    {
        Stream.WriteTimeout = 300;

        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            // More than the buffers of both ends hold.
            for (var written = 0; written < 1000; written++)
                await Stream.WriteAsync(new byte[64 * 1024]);
        });
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so_and_not_that_time_ran_out()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AnswerAsync(patience.Token));
    }

    [Fact]
    public async Task A_broken_connection_is_an_IOException()
    {
        Server.LingerState = new LingerOption(enable: true, seconds: 0);
        Server.Close();

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await Stream.WriteAsync("NOOP\r\n"u8.ToArray());
            await AnswerAsync();
            await AnswerAsync();
        });
    }

    private async Task<string> AnswerAsync(CancellationToken ct = default)
    {
        var answer = new byte[100];
        var length = await Stream.ReadAsync(answer, ct);
        return Encoding.ASCII.GetString(answer, 0, length);
    }
}
