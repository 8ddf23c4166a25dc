using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Syndication.Tests.Support;

/// <summary>An SMTP server on a loopback socket that takes mail, and misbehaves where it is told to.</summary>
/// <remarks>Commands are named by their verb; <c>.</c> is the end of the message, <c>CONNECT</c> the greeting, <c>BODY</c> the middle of the message.</remarks>
public sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> faults = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> sessions = [];
    private readonly Task accepting;
    private int connections;
    private int open;
    private int mostOpen;
    private int refused;

    public FakeSmtpServer()
    {
        listener.Start();
        accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it took, also where it then hung up instead of answering.</summary>
    public ConcurrentQueue<ReceivedMail> Received { get; } = new();

    /// <summary>Every command line, in order of arrival.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Connections so far.</summary>
    public int Connections => connections;

    /// <summary>Most connections at one moment.</summary>
    public int MostOpen => mostOpen;

    /// <summary>Offers AUTH PLAIN, without encryption.</summary>
    public bool OffersLogin { get; set; }

    /// <summary>Offers STARTTLS with this.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Connections beyond this are greeted with 421.</summary>
    public int MostAllowed { get; set; } = int.MaxValue;

    /// <summary>How many were.</summary>
    public int Refused => refused;

    /// <summary>What to answer to RCPT, when not the usual.</summary>
    public Func<string, string?> OnRecipient { get; set; } = _ => null;

    /// <summary>Writes each reply byte by byte.</summary>
    public bool ByteByByte { get; set; }

    /// <summary>Called when a message has arrived whole, before it is answered.</summary>
    public Func<ReceivedMail, Task> OnMessage { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before each greeting.</summary>
    public Action OnConnect { get; set; } = () => { };

    /// <summary>Answers a command with this line in place of the usual one.</summary>
    public void Answer(string command, string line, int times = 1) => Add(command, new Fault(line), times);

    /// <summary>Hangs up at a command in place of answering.</summary>
    public void Drop(string command, int times = 1) => Add(command, new Fault(null), times);

    /// <summary>Keeps the connection, and says nothing at a command or takes nothing more of a message.</summary>
    public void Silence(string command, int times = 1) => Add(command, new Fault(null, IsSilent: true), times);

    /// <summary>Forgets all faults that were not used up.</summary>
    public void Mend() => faults.Clear();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(sessions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private void Add(string command, Fault fault, int times)
    {
        var queue = faults.GetOrAdd(command, _ => new());
        for (var i = 0; i < times; i++)
            queue.Enqueue(fault);
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stopping.Token);
            client.NoDelay = true;
            sessions.Add(Task.Run(() => ServeAsync(client)));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var number = Interlocked.Increment(ref connections);
        var now = Interlocked.Increment(ref open);
        InterlockedMax(ref mostOpen, now);
        try
        {
            using (client)
            await using (var stream = client.GetStream())
                await TalkAsync(new Wire(client.Client, stream), number, now);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or HungUpException or AuthenticationException)
        {
            // Over.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task TalkAsync(Wire wire, int number, int nowOpen, bool isEncrypted = false)
    {
        using var reader = new StreamReader(
            wire.Stream,
            Encoding.UTF8,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 4096,
            leaveOpen: true
        );
        if (!isEncrypted)
            await GreetAsync(wire, nowOpen);
        var (from, to) = ("", "");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            Commands.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await ReplyAsync(wire, verb, Extensions(isEncrypted));
                    break;
                case "STARTTLS":
                    await ReplyAsync(wire, verb, "220 2.0.0 go on");
                    await using (var encrypted = new SslStream(wire.Stream))
                    {
                        await encrypted.AuthenticateAsServerAsync(Certificate!);
                        await TalkAsync(wire with { Stream = encrypted }, number, nowOpen, isEncrypted: true);
                    }

                    return;
                case "AUTH":
                    await ReplyAsync(wire, verb, "235 2.7.0 welcome");
                    break;
                case "MAIL":
                    from = line;
                    await ReplyAsync(wire, verb, "250 2.1.0 Ok");
                    break;
                case "RCPT":
                    to = line;
                    await ReplyAsync(wire, verb, OnRecipient(line) ?? "250 2.1.5 Ok");
                    break;
                case "DATA":
                    if (await ReplyAsync(wire, verb, "354 go on"))
                        await TakeAsync(wire, reader, number, from, to);
                    break;
                case "QUIT":
                    await ReplyAsync(wire, verb, "221 2.0.0 Bye");
                    return;
                default:
                    await ReplyAsync(wire, verb, "250 2.0.0 Ok");
                    break;
            }
        }
    }

    private async Task GreetAsync(Wire wire, int nowOpen)
    {
        OnConnect();
        if (nowOpen <= MostAllowed)
        {
            await ReplyAsync(wire, "CONNECT", "220 relay.test ESMTP");
            return;
        }

        Interlocked.Increment(ref refused);
        await WriteAsync(wire, "421 4.7.0 too many connections");
        await CloseAsync(wire);
        throw new HungUpException();
    }

    private string Extensions(bool isEncrypted)
    {
        var login = OffersLogin ? "250-AUTH PLAIN\r\n" : "";
        var encryption = Certificate is null || isEncrypted ? "" : "250-STARTTLS\r\n";
        return $"250-relay.test\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n{login}{encryption}250-ENHANCEDSTATUSCODES\r\n250 8BITMIME";
    }

    private async Task TakeAsync(Wire wire, StreamReader reader, int number, string from, string to)
    {
        if (faults.TryGetValue("BODY", out var body) && body.TryDequeue(out var middle))
        {
            await wire.Stream.ReadExactlyAsync(new byte[64], stopping.Token);
            if (middle.IsSilent)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token);
            wire.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
            throw new HungUpException();
        }

        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        var mail = new ReceivedMail(number, from, to, text.ToString());
        var willTake = !faults.TryGetValue(".", out var next) || !next.TryPeek(out var fault) || fault.Line is null;
        if (willTake)
            Received.Enqueue(mail);
        await OnMessage(mail).WaitAsync(stopping.Token);
        await ReplyAsync(wire, ".", $"250 2.0.0 Ok: queued as {Received.Count:D6}AB");
    }

    /// <returns>Whether the usual answer was given.</returns>
    private async Task<bool> ReplyAsync(Wire wire, string command, string usual)
    {
        if (!faults.TryGetValue(command, out var queue) || !queue.TryDequeue(out var fault))
        {
            await WriteAsync(wire, usual);
            return true;
        }

        if (fault.IsSilent)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token);
        if (fault.Line is null)
            throw new HungUpException();
        await WriteAsync(wire, fault.Line);
        if (!fault.Line.StartsWith("421", StringComparison.Ordinal))
            return false;
        await CloseAsync(wire);
        throw new HungUpException();
    }

    /// <summary>Hangs up as a polite server does, so that the last reply is not lost with what the client has still to say.</summary>
    private static async Task CloseAsync(Wire wire)
    {
        wire.Socket.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        while (await wire.Stream.ReadAsync(new byte[4096], patience.Token) > 0) { }
    }

    private async Task WriteAsync(Wire wire, string line)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "\r\n");
        if (!ByteByByte)
        {
            await wire.Stream.WriteAsync(bytes, stopping.Token);
            return;
        }

        foreach (var one in bytes)
            await wire.Stream.WriteAsync(new[] { one }, stopping.Token);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }

    private sealed record Wire(Socket Socket, Stream Stream);

    private sealed record Fault(string? Line, bool IsSilent = false);

    private sealed class HungUpException : Exception;
}

/// <summary>A message that the server has in full.</summary>
public sealed record ReceivedMail(int Connection, string From, string To, string Text)
{
    public string Header(string name) =>
        Text.Split("\r\n\r\n")[0]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal)
            .Split("\r\n")
            .Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..]
            .Trim();
}
