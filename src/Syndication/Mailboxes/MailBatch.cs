using Syndication.Storage;

namespace Syndication.Mailboxes;

/// <summary>Some mails of a mailbox, read and not yet settled.</summary>
/// <param name="mails">In the order in which they arrived.</param>
/// <param name="settle">Remembers them as handled, in the transaction that holds what came of them.</param>
public sealed class MailBatch(
    IReadOnlyList<FetchedMail> mails,
    Func<PublicationDb, IReadOnlyCollection<FetchedMail>, CancellationToken, Task> settle
)
{
    private readonly HashSet<FetchedMail> kept = [];

    /// <summary>In the order in which they arrived.</summary>
    public IReadOnlyList<FetchedMail> Mails => mails;

    /// <summary>The mails that whoever read them is done with; the others are left to a person.</summary>
    internal IReadOnlyCollection<FetchedMail> Taken { get; private set; } = [];

    /// <summary>Those of the mails that hold what nobody took: they are not thrown away, whoever is done with them.</summary>
    internal IReadOnlySet<FetchedMail> Kept => kept;

    /// <summary>Has a mail kept where the mailbox would throw it away once it is taken. Safe to call again.</summary>
    public void Keep(FetchedMail mail) => kept.Add(mail);

    /// <summary>
    /// Remembers all of them as handled, in the caller's transaction, with what came of them: a reader that dies before it commits finds them
    /// again, and one that dies afterwards does not. Safe to call again when the transaction is made again.
    /// </summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="taken">Those that are marked as seen, or removed; the others stay as they are.</param>
    /// <param name="ct">Cancels.</param>
    public Task SettleAsync(PublicationDb db, IReadOnlyCollection<FetchedMail> taken, CancellationToken ct)
    {
        Taken = taken;
        return settle(db, taken, ct);
    }
}

/// <summary>Handles some mails: decides, commits, and calls <see cref="MailBatch.SettleAsync"/> in what it commits.</summary>
public delegate Task HandleMails(MailBatch batch, CancellationToken ct);
