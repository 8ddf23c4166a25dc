using Syndication.Storage;

namespace Syndication.Mailboxes;

/// <summary>Opens the mailbox that settings describe.</summary>
public sealed class MailboxFactory
{
    private readonly MailboxMarks marks;
    private readonly DataDirectory data;
    private readonly TimeProvider clock;

    internal MailboxFactory(MailboxMarks marks, DataDirectory data, TimeProvider clock) =>
        (this.marks, this.data, this.clock) = (marks, data, clock);

    /// <summary>A mailbox; nothing is connected to before it is read.</summary>
    public IMailbox Create(MailboxOptions options) =>
        options.Kind is MailboxKind.Imap
            ? new ImapMailbox(options, marks, clock)
            : new PickupMailbox(Path.Combine(data.Path, "inbox"), options, clock);
}
