namespace Syndication.Mailboxes;

/// <summary>Where mail is read from.</summary>
public sealed class MailboxOptions
{
    /// <summary>A directory, or a server.</summary>
    public MailboxKind Kind { get; set; } = MailboxKind.Pickup;

    /// <summary>Host name or address of the IMAP server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port, 1 to 65535; not set: 993 for <c>Tls</c>, else 143.</summary>
    public int? Port { get; set; }

    /// <summary>Encryption; never anything weaker than what is set here.</summary>
    public MailboxSecurity Security { get; set; } = MailboxSecurity.Tls;

    /// <summary>User to log in as.</summary>
    public string User { get; set; } = "";

    /// <summary>Password of <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>The folder that is read.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>How often is looked where the server does not tell by itself; 5 seconds to 1 hour.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of one mail that are read, from its beginning; 64 KiB to 64 MiB.</summary>
    public int MaxBytes { get; set; } = 1024 * 1024;

    /// <summary>Most mails that are handled in one transaction: whoever sends waits for no longer one.</summary>
    internal int BatchSize { get; set; } = 25;

    /// <summary><see cref="Port"/>, or the usual one for <see cref="Security"/>.</summary>
    internal int EffectivePort => Port ?? (Security is MailboxSecurity.Tls ? 993 : 143);

    /// <summary>What this mailbox is remembered by; other settings are another mailbox.</summary>
    internal string Name => Kind is MailboxKind.Pickup ? "pickup" : $"{User}@{Host}:{EffectivePort}/{Folder}";
}

/// <summary>Kinds of mailboxes.</summary>
public enum MailboxKind
{
    /// <summary>Files in <c>inbox/</c> under the data directory, each one mail; put there whole, by renaming.</summary>
    Pickup,

    /// <summary>A folder on an IMAP server.</summary>
    Imap,
}

/// <summary>How a connection to a mailbox is encrypted.</summary>
public enum MailboxSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By STARTTLS, which the server must offer (RFC 9051, section 6.2.1).</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314).</summary>
    Tls,
}
