using Syndication.Storage;

namespace Syndication.Mailboxes;

/// <summary>Opens the mailbox that settings describe.</summary>
public sealed class MailboxFactory
{
    private readonly MailboxMarks marks;
    private readonly MailboxTroubles troubles;
    private readonly DataDirectory data;
    private readonly TimeProvider clock;

    internal MailboxFactory(MailboxMarks marks, MailboxTroubles troubles, DataDirectory data, TimeProvider clock) =>
        (this.marks, this.troubles, this.data, this.clock) = (marks, troubles, data, clock);

    /// <summary>A mailbox; nothing is connected to before it is read.</summary>
    /// <param name="options">Which.</param>
    /// <param name="pickup">The pickup directory's name, below the data directory.</param>
    public IMailbox Create(MailboxOptions options, string pickup = "inbox") =>
        options.Kind is MailboxKind.Imap
            ? new ImapMailbox(options, marks, troubles, clock)
            : new PickupMailbox(Path.Combine(data.Path, pickup), options, clock);
}
