namespace Syndication.Mailboxes;

/// <summary>A place that mail is read from, by one reader at a time.</summary>
public interface IMailbox : IAsyncDisposable
{
    /// <summary>Hands over what is new, in batches of bounded size, until nothing is left.</summary>
    /// <returns>How many mails were handed over.</returns>
    /// <exception cref="MailboxException">The mailbox cannot be read now; what was settled stays settled.</exception>
    Task<int> ReadAsync(HandleMails handle, CancellationToken ct);

    /// <summary>Waits until there may be something new: the mailbox says so, or it is time to look.</summary>
    /// <exception cref="MailboxException">The mailbox cannot be read now.</exception>
    Task WaitAsync(CancellationToken ct);
}
