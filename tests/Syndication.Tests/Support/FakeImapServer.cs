using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Support;

/// <summary>An IMAP server (RFC 9051) of one folder on a loopback socket, which misbehaves where it is told to.</summary>
public sealed partial class FakeImapServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private readonly List<Mail> mails = [];
    private readonly Lock door = new();
    private readonly Task accepting;
    private uint lastUid;

    public FakeImapServer()
    {
        listener.Start();
        accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether it tells by itself what arrives (RFC 2177).</summary>
    public bool OffersIdle { get; set; }

    /// <summary>UIDs hold for as long as this is the same.</summary>
    public uint Validity { get; set; } = 1;

    /// <summary>What happens when this mail is asked for.</summary>
    public ConcurrentDictionary<uint, FetchFault> Faults { get; } = new();

    /// <summary>Every command, without its tag, in order of arrival.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Bytes of mails that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Called before flags are changed.</summary>
    public Func<Task> OnStore { get; set; } = () => Task.CompletedTask;

    /// <summary>UIDs of what nobody has marked as seen.</summary>
    public IReadOnlyList<uint> Unseen
    {
        get
        {
            lock (door)
                return [.. mails.Where(mail => !mail.IsSeen).Select(mail => mail.Uid)];
        }
    }

    /// <summary>Delivers a mail.</summary>
    /// <param name="content">The mail.</param>
    /// <param name="size">Its size as the server tells it; null: as it is.</param>
    public uint Deliver(string content, long? size = null)
    {
        lock (door)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            mails.Add(new Mail(++lastUid, bytes, size ?? bytes.Length));
            return lastUid;
        }
    }

    /// <summary>Gives the mails other UIDs, as after a folder was moved or mended.</summary>
    public void Renumber()
    {
        lock (door)
        {
            Validity++;
            var all = mails.ToList();
            lastUid = 0;
            mails.Clear();
            foreach (var mail in all)
                mails.Add(mail with { Uid = ++lastUid });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(sessions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
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
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await SayAsync(stream, "* OK ready");
                while (await reader.ReadLineAsync(stopping.Token) is { } line && await AnswerAsync(stream, reader, line)) { }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException)
            {
                // Over.
            }
        }
    }

    /// <returns>False: the connection ends.</returns>
    private async Task<bool> AnswerAsync(NetworkStream stream, StreamReader reader, string line)
    {
        var (tag, command) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Commands.Enqueue(command);
        switch (command.Split(' '))
        {
            case ["CAPABILITY"]:
                await SayAsync(stream, "* CAPABILITY IMAP4rev1" + (OffersIdle ? " IDLE" : ""));
                break;
            case ["LIST", ..]:
                await SayAsync(stream, "* LIST () \"/\" " + (command.EndsWith("\"\"", StringComparison.Ordinal) ? "\"\"" : "INBOX"));
                break;
            case ["SELECT", ..]:
                await SayAsync(stream, "* FLAGS (\\Seen)");
                await TellAsync(stream);
                await SayAsync(stream, $"* OK [UIDVALIDITY {Validity}] valid");
                await SayAsync(stream, $"{tag} OK [READ-WRITE] open");
                return true;
            case ["NOOP"]:
                await TellAsync(stream);
                break;
            case ["UID", "SEARCH", "UID", var set]:
                await SayAsync(stream, "* SEARCH" + string.Concat(Of(set).Select(mail => $" {mail.Uid}")));
                break;
            case ["UID", "STORE", var set, ..]:
                await OnStore();
                foreach (var mail in Of(set))
                    mail.IsSeen = true;
                break;
            case ["UID", "FETCH", var set, ..]:
                if (await FetchAsync(stream, tag, set, command) is { } goesOn)
                    return goesOn;
                break;
            case ["IDLE"]:
                await IdleAsync(stream, reader);
                break;
            case ["LOGOUT"]:
                await SayAsync(stream, "* BYE");
                await SayAsync(stream, $"{tag} OK done");
                return false;
            default:
                break;
        }

        await SayAsync(stream, $"{tag} OK done");
        return true;
    }

    private async Task<bool?> FetchAsync(NetworkStream stream, string tag, string set, string command)
    {
        foreach (var mail in Of(set))
        {
            if (!command.Contains("BODY", StringComparison.Ordinal))
            {
                await SayAsync(stream, $"* {NumberOf(mail)} FETCH (UID {mail.Uid} RFC822.SIZE {mail.Size})");
                continue;
            }

            switch (Faults.GetValueOrDefault(mail.Uid))
            {
                case FetchFault.Refused:
                    await SayAsync(stream, $"{tag} NO [SERVERBUG] cannot open the mail of ada@example.org");
                    return true;
                case FetchFault.HungUp:
                    await SayAsync(stream, $"* {NumberOf(mail)} FETCH (UID {mail.Uid} BODY[] {{{mail.Content.Length}}}\r\nFrom: nobody");
                    return false;
                default:
                    await SendAsync(stream, mail, command);
                    break;
            }
        }

        return null;
    }

    private async Task SendAsync(NetworkStream stream, Mail mail, string command)
    {
        var part = Part.Match(command);
        var (content, name) = (mail.Content, "BODY[]");
        if (part.Success)
        {
            content = content[..Math.Min(content.Length, int.Parse(part.Groups["count"].ValueSpan, CultureInfo.InvariantCulture))];
            name = "BODY[]<0>";
        }

        await SayAsync(stream, $"* {NumberOf(mail)} FETCH (UID {mail.Uid} {name} {{{content.Length}}}");
        await stream.WriteAsync(content, stopping.Token);
        await SayAsync(stream, ")");
        Sent += content.Length;
    }

    // Until the client ends it; what arrives is told.
    private async Task IdleAsync(NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "+ idling");
        var ended = reader.ReadLineAsync(stopping.Token).AsTask();
        for (var told = Count(); await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)) != ended; )
        {
            if (Count() == told)
                continue;
            told = Count();
            await TellAsync(stream);
        }

        await ended;
    }

    private Task TellAsync(NetworkStream stream) => SayAsync(stream, $"* {Count()} EXISTS");

    private int Count()
    {
        lock (door)
            return mails.Count;
    }

    private int NumberOf(Mail mail)
    {
        lock (door)
            return mails.IndexOf(mail) + 1;
    }

    // "*" is the last one, and so in each range that ends in it.
    private List<Mail> Of(string set)
    {
        lock (door)
        {
            var found = new HashSet<Mail>();
            foreach (var range in set.Split(','))
            {
                var ends = range.Split(':').Select(end => end == "*" ? lastUid : uint.Parse(end, CultureInfo.InvariantCulture)).ToList();
                found.UnionWith(mails.Where(mail => mail.Uid >= ends.Min() && mail.Uid <= ends.Max()));
            }

            return [.. found.OrderBy(mail => mail.Uid)];
        }
    }

    private async Task SayAsync(NetworkStream stream, string line) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), stopping.Token);

    [GeneratedRegex("<0\\.(?<count>[0-9]+)>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part { get; }

    /// <summary>How a mail is not given.</summary>
    public enum FetchFault
    {
        /// <summary>It is.</summary>
        None,

        /// <summary>The server says NO.</summary>
        Refused,

        /// <summary>The connection ends in the middle of it.</summary>
        HungUp,
    }

    private sealed record Mail(uint Uid, byte[] Content, long Size)
    {
        public bool IsSeen { get; set; }
    }
}
