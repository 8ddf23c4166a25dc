using Syndication.Mailboxes;

namespace Syndication.Ingest.MailIn;

/// <summary>Articles by mail; off until <see cref="AllowedSenders"/> names somebody.</summary>
public sealed class MailInOptions
{
    /// <summary>
    /// Where they arrive: <c>Pickup</c> is <c>articles/</c> under the data directory, from which a mail that is taken goes, to <c>kept/</c> below it
    /// where it holds more than its text; on a server all stay. Never the mailbox that bounces come to, whose mails would be taken for articles
    /// and articles for bounces.
    /// </summary>
    public MailboxOptions Mailbox { get; set; } = new() { MaxBytes = 16 * 1024 * 1024 };

    /// <summary>Who may send: addresses (<c>desk@news.example</c>), and domains with all that they have (<c>@news.example</c>).</summary>
    public IList<string> AllowedSenders { get; set; } = [];

    /// <summary>
    /// Names by which our own mail servers sign what they checked (the first word of <c>Authentication-Results</c>, RFC 8601): their word that
    /// DKIM, SPF or DMARC passed for the sender's domain lets a mail in. They must take fields of that name off what comes from outside.
    /// </summary>
    public IList<string> TrustedServers { get; set; } = [];

    /// <summary>Where the address that is written to carries it (<c>news+SECRET@…</c>) a mail needs no such word; at least 16 characters. Empty: no address does.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Section of mails that name none; empty: such mails are refused.</summary>
    public string Section { get; set; } = "";

    /// <summary>
    /// Whether articles are news to mail readers where the mail does not say; not set: they are, except for mails that are older than a week and
    /// for what lay in a server's folder when it was read for the first time.
    /// </summary>
    public bool? Announce { get; set; }

    /// <summary>Whether anything is read.</summary>
    internal bool IsOn => AllowedSenders.Count > 0;
}
