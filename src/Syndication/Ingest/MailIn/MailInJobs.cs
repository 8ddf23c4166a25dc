using Microsoft.Extensions.Options;
using Syndication.Mailboxes;

namespace Syndication.Ingest.MailIn;

/// <summary>Reads the mailbox that articles come to. Safe to run again, and at once on several nodes.</summary>
internal sealed class MailInJobs(MailboxFactory mailboxes, MailIntake intake, IOptions<MailInOptions> options)
{
    /// <summary>Where the pickup directory is, below the data directory.</summary>
    public const string PickupFolder = "articles";

    /// <summary>Whether articles by mail are taken at all.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <summary>Opens the mailbox.</summary>
    public IMailbox Open() => mailboxes.Create(options.Value.Mailbox, PickupFolder);

    /// <summary>Reads what is new, until nothing is left.</summary>
    /// <returns>How many mails were read.</returns>
    /// <exception cref="MailboxException">The mailbox cannot be read now.</exception>
    public Task<int> ReadAsync(IMailbox mailbox, CancellationToken ct) => mailbox.ReadAsync(intake.TakeAsync, ct);
}
