using System.Net;

namespace Syndication.Delivery;

/// <summary>How mail leaves.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Where mail is handed over; none: it is written into <c>outbox/</c> under the data directory.</summary>
    public List<RelayOptions> Relays { get; set; } = [];

    /// <summary>Most connections that this node keeps open to all relays together; 1 to 500.</summary>
    public int Connections { get; set; } = 8;

    /// <summary>Keys that mail is signed with; none: it goes out unsigned.</summary>
    public List<DkimOptions> Dkim { get; set; } = [];

    /// <summary>Domain of the envelope senders that bounces come back to; empty: the sender's own address.</summary>
    public string ReturnPathDomain { get; set; } = "";

    /// <summary>Address that takes unsubscriptions by mail, named in List-Unsubscribe; empty: none.</summary>
    public string UnsubscribeMailbox { get; set; } = "";

    /// <summary>What is done with a message of which nobody knows whether it arrived.</summary>
    public InDoubtPolicy InDoubt { get; set; } = InDoubtPolicy.Resend;

    /// <summary>How long after its slot an issue may still be sent; 10 minutes to 7 days.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A message that a relay took up to so long after it was due was sent in time; 10 seconds to 1 day.</summary>
    public TimeSpan InTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What is done where an issue is not fit to be sent, or comes back too often.</summary>
    public GateMode Gate { get; set; } = GateMode.Warn;
}

/// <summary>How much the checks before a send may stop.</summary>
public enum GateMode
{
    /// <summary>Nothing is checked, and nothing that comes back stops a send.</summary>
    Off,

    /// <summary>What is wrong before a send is logged and shown; too many complaints or dead addresses during it stop it.</summary>
    Warn,

    /// <summary>An issue with a fault is held until it is mended or an operator resumes it; the rest as <see cref="Warn"/>.</summary>
    Enforce,
}

/// <summary>One key to sign with (RFC 6376); its public half is published at <c>Selector._domainkey.Domain</c>.</summary>
public sealed class DkimOptions
{
    /// <summary>The domain that signs. Mail is signed whose sender is in it or below it: a parent is aligned too (RFC 7489, section 3.1.1).</summary>
    public string Domain { get; set; } = "";

    /// <summary>Which of the domain's keys it is; letters, digits, hyphens, and dots between.</summary>
    public string Selector { get; set; } = "";

    /// <summary>PEM file with an RSA key of 1024 to 4096 bits (2048 recommended, RFC 8301) or an Ed25519 key (RFC 8463).</summary>
    public string PrivateKeyFile { get; set; } = "";
}

/// <summary>What is done with a message in doubt.</summary>
public enum InDoubtPolicy
{
    /// <summary>Sent again with the same Message-ID, up to five times: at least once.</summary>
    Resend,

    /// <summary>Kept for the operator: at most once.</summary>
    Hold,
}

/// <summary>One place to hand mail over to. A limit that is not set does not limit.</summary>
public sealed class RelayOptions
{
    /// <summary>A server, or a directory.</summary>
    public RelayKind Kind { get; set; } = RelayKind.Smtp;

    /// <summary>Shown in the ledger, logs and metrics; empty: host and port.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host name or address of the server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port, 1 to 65535; not set: 25 for <c>None</c>, 587 for <c>StartTls</c>, 465 for <c>Tls</c>.</summary>
    public int? Port { get; set; }

    /// <summary>Encryption; never anything weaker than what is set here.</summary>
    public RelaySecurity Security { get; set; } = RelaySecurity.StartTls;

    /// <summary>User to log in as; empty: no login.</summary>
    public string User { get; set; } = "";

    /// <summary>Password of <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>Share of the connections among relays of the same priority; 1 to 1000.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>Relays with the lowest number are used; higher ones only when all of those are at fault; 0 to 1000.</summary>
    public int Priority { get; set; }

    /// <summary>Most connections at once; at least 1.</summary>
    public int? MaxConnections { get; set; }

    /// <summary>Messages after which a connection is replaced; at least 1.</summary>
    public int? MessagesPerConnection { get; set; }

    /// <summary>Most messages a second; above 0.</summary>
    public double? MessagesPerSecond { get; set; }

    /// <summary>Age at which a connection is replaced; at least one second.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>
    /// Most messages of digests on its first day, over all nodes together; each day after one on which it was used doubles that while little comes
    /// back. 1 to 1000000; not set: no such limit.
    /// </summary>
    public int? WarmUp { get; set; }

    /// <summary><see cref="Port"/>, or the usual one for <see cref="Security"/>.</summary>
    internal int EffectivePort =>
        Port
        ?? Security switch
        {
            RelaySecurity.Tls => 465,
            RelaySecurity.StartTls => 587,
            _ => 25,
        };

    /// <summary>Whether it is this machine: nothing that the world looks up says anything of it.</summary>
    internal bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary><see cref="Name"/>, or what else tells it from others.</summary>
    internal string EffectiveName =>
        Name.Length > 0 ? Name
        : Kind == RelayKind.Pickup ? "pickup"
        : $"{Host}:{EffectivePort}";
}

/// <summary>Kinds of relays.</summary>
public enum RelayKind
{
    /// <summary>Files in <c>outbox/</c> under the data directory.</summary>
    Pickup,

    /// <summary>An SMTP server.</summary>
    Smtp,
}

/// <summary>How a connection to a relay is encrypted.</summary>
public enum RelaySecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By STARTTLS, which the server must offer (RFC 3207).</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314).</summary>
    Tls,
}
