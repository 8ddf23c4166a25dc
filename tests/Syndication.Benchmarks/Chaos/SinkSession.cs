using System.Net.Sockets;
using System.Text;

namespace Syndication.Benchmarks.Chaos;

/// <summary>One connection to the sink.</summary>
internal sealed class SinkSession(RecordingSink sink, TcpClient client) : IDisposable
{
    private const string MessageIdField = "Message-ID:";
    private string recipient = "";
    private int messages = 1;

    /// <summary>Speaks until the client has said QUIT or is gone.</summary>
    public async Task RunAsync()
    {
        try
        {
            client.NoDelay = true;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
            await sink.PassAsync(SinkPoint.Greeting, messages);
            await writer.WriteLineAsync("220 sink.test ESMTP");
            while (await reader.ReadLineAsync() is { } command && await AnswerAsync(command, reader, writer)) { }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Killed, or broken off by the sink itself.
        }
    }

    public void Dispose()
    {
        // No goodbye: what is broken off is reset, not closed.
        if (client.Client is { Connected: true } socket)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();
    }

    private async Task<bool> AnswerAsync(string command, StreamReader reader, StreamWriter writer)
    {
        switch (command.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO" or "HELO":
                await writer.WriteLineAsync("250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
                return true;
            case "MAIL":
                await sink.PassAsync(SinkPoint.Mail, messages);
                await writer.WriteLineAsync("250 2.1.0 Ok");
                return true;
            case "RCPT":
                recipient = command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];
                await writer.WriteLineAsync("250 2.1.5 Ok");
                return true;
            case "DATA":
                await sink.PassAsync(SinkPoint.Data, messages);
                await writer.WriteLineAsync("354 End data with <CR><LF>.<CR><LF>");
                return await TakeAsync(reader, writer);
            case "QUIT":
                await writer.WriteLineAsync("221 2.0.0 Bye");
                return false;
            default:
                await writer.WriteLineAsync("250 2.0.0 Ok");
                return true;
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var messageId = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (messageId.Length == 0 && line.StartsWith(MessageIdField, StringComparison.OrdinalIgnoreCase))
                messageId = line[MessageIdField.Length..].Trim(' ', '<', '>');
            if (line != ".")
                continue;
            sink.Take(recipient, messageId);
            await sink.PassAsync(SinkPoint.Dot, messages);
            if (sink.Pace > TimeSpan.Zero)
                await Task.Delay(sink.Pace, TimeProvider.System);
            await writer.WriteLineAsync($"250 2.0.0 Ok: queued as {messages:X8}");
            messages++;
            return true;
        }

        // Cut off before the dot: such a message never was.
        return false;
    }
}
