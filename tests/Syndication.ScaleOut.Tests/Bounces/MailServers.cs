using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Syndication.Operations;
using Syndication.ScaleOut.Tests.Support;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Bounces;

/// <summary>
/// A relay (Postfix) that hands everything on to a server which refuses every recipient, and a mailbox (Dovecot) into which it delivers its
/// reports; all on loopback, in a folder of their own.
/// </summary>
internal sealed class MailServers : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-mail-").FullName;
    private readonly Peer? sink;
    private int delivered;

    private MailServers(Peer? sink, int relay, int imap) => (this.sink, RelayPort, ImapPort) = (sink, relay, imap);

    public int RelayPort { get; }

    public int ImapPort { get; }

    /// <summary>Where the mailbox's new mails lie as files.</summary>
    public string Maildir => Path.Combine(folder, "dc", "mail", "bounces");

    public static async Task<MailServers> StartAsync()
    {
        var port = Peer.FreePort();
        var refusing = await Peer.StartAsync(
            "smtp-sink",
            port,
            "-u",
            "nobody",
            "-f",
            "RCPT",
            "-B",
            "550 5.1.1 No such user here",
            $"127.0.0.1:{port}",
            "100"
        );
        var servers = new MailServers(refusing, Peer.FreePort(), Peer.FreePort());
        try
        {
            servers.StartRelay(port);
            servers.StartMailbox();
            await servers.UntilAsync(() => IsListening(servers.RelayPort) && IsListening(servers.ImapPort));
            return servers;
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    /// <summary>The mailbox alone.</summary>
    /// <param name="capabilities">What its server says that it can do, such as not to tell what arrives; empty: all that it can.</param>
    public static async Task<MailServers> StartMailboxAsync(string capabilities = "")
    {
        var servers = new MailServers(sink: null, relay: 0, Peer.FreePort());
        try
        {
            Run($"cd '{servers.folder}' && chmod 755 . && mkdir -p dc/mail dc/run && chown nobody:nogroup dc/mail");
            servers.StartMailbox(capabilities);
            await servers.UntilAsync(() => IsListening(servers.ImapPort));
            return servers;
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    /// <summary>Waits until this many reports have been delivered.</summary>
    public Task UntilDeliveredAsync(int reports) => UntilAsync(() => Count("new") + Count("cur") >= reports);

    /// <summary>Delivers a mail as the mailbox's own program does.</summary>
    public void Deliver(string mail)
    {
        var name = $"{++delivered:D6}.a-person";
        Run($"mkdir -p '{Maildir}'/tmp '{Maildir}'/new '{Maildir}'/cur && chown -R nobody:nogroup '{Maildir}'");
        var (unfinished, ready) = (Path.Combine(Maildir, "tmp", name), Path.Combine(Maildir, "new", name));
        File.WriteAllText(unfinished, mail);
        Run($"chown nobody:nogroup '{unfinished}' && mv '{unfinished}' '{ready}'");
    }

    public void Dispose()
    {
        Shell.Run($"dovecot -c '{folder}/dovecot.conf' stop" + (sink is null ? "" : $"; postfix -c '{folder}/pf/etc' stop"));
        sink?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void StartRelay(int sinkPort)
    {
        Write("postfix-main.cf", Path.Combine("pf", "etc", "main.cf"), sinkPort);
        Run(
            $$"""
            cd '{{folder}}' && chmod 755 . && mkdir -p pf/spool pf/data dc/mail dc/run
            chown nobody:nogroup dc/mail && chown postfix pf/data
            cp -r /etc/postfix/postfix-files /etc/postfix/dynamicmaps.cf* pf/etc/
            awk '/^smtp +inet/ {sub(/^smtp/, "127.0.0.1:{{RelayPort}}")} /^[^#[:space:]]/ {$5="n"} {print}' /usr/share/postfix/master.cf.dist > pf/etc/master.cf
            postfix -c '{{folder}}/pf/etc' start
            """
        );
    }

    private void StartMailbox(string capabilities = "")
    {
        Write("dovecot.conf", "dovecot.conf", sinkPort: 0);
        if (capabilities.Length > 0)
            File.AppendAllText(Path.Combine(folder, "dovecot.conf"), $"\nprotocol imap {{\n  imap_capability = {capabilities}\n}}\n");
        Run($"dovecot -c '{folder}/dovecot.conf'");
    }

    private void Write(string peer, string name, int sinkPort)
    {
        var text = File.ReadAllText(Path.Combine(ProjectRoot.Find(), "tests", "Syndication.ScaleOut.Tests", "Bounces", "Peers", peer))
            .Replace("@DIR@", folder, StringComparison.Ordinal)
            .Replace("@SINK@", sinkPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@IMAP@", ImapPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private int Count(string name) =>
        Directory.Exists(Path.Combine(Maildir, name)) ? Directory.GetFiles(Path.Combine(Maildir, name)).Length : 0;

    private static bool IsListening(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Run(string command)
    {
        // What they leave running would keep a pipe open for ever.
        var (code, _) = Shell.Run($"({command}) >/dev/null 2>&1 </dev/null");
        Assert.True(code == 0, $"ended with {code}: {command}");
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1200, "It did not come to that within two minutes: " + Log());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private string Log() =>
        File.Exists(Path.Combine(folder, "pf", "maillog"))
            ? string.Join('\n', File.ReadLines(Path.Combine(folder, "pf", "maillog")).TakeLast(5))
            : "no log";
}
