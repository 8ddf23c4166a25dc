using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>
/// Lets a reader's mail go to another address, once that is confirmed from there. Plan, marks and history stay: nothing is missed or sent
/// twice.
/// </summary>
internal sealed class AddressChanges(
    Database database,
    MailBudget budget,
    TransactionalMails mails,
    Refusals refusals,
    Suppressions suppressions,
    Erasure erasure,
    ConsentLog log
)
{
    /// <summary>How long the mail to the new address can be used.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);

    /// <summary>Asks for a change. What the asker is answered does not tell whose the new address is.</summary>
    public async Task AskAsync(byte[] handle, EmailAddress to, Network network, CancellationToken ct)
    {
        await database.WriteAsync(
            async (db, token) =>
            {
                var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, token);
                var owner = await SignUps.FindAsync(db, to, token);
                var refused = await refusals.ReasonAsync(db, to, token) is RefusalReason.Disowned;
                var wanted = !refused && IsHere(reader) && owner?.Number != reader!.Number;
                if (!await budget.TakeAsync(db, to, network, wanted, token))
                    return;

                // Whoever reads at that address already learns that much, and nobody else does.
                if (IsHere(owner))
                    await mails.QueueAsync(db, TransactionalKind.Link, owner!, null, token);
                else
                    await mails.QueueAsync(db, TransactionalKind.Move, reader!, null, token, to.Value);
            },
            ct
        );
        mails.Wake();
    }

    /// <summary>The address that a change would lead to now; null: the link opens nothing any more.</summary>
    public Task<string?> LookAsync(byte[] handle, long about, CancellationToken ct) =>
        database.ReadAsync(async (db, token) => (await FindAsync(db, handle, about, token))?.Mail.Address, ct);

    /// <summary>
    /// "This was not me", said at the new address: nothing is changed, and no form can cause a mail to it again. Safe to run again.
    /// </summary>
    /// <returns>False where the link opens nothing any more.</returns>
    public Task<bool> DisownAsync(byte[] handle, long about, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (
                    await FindAsync(db, handle, about, token) is not var (reader, mail)
                    || !EmailAddress.TryParse(mail.Address, out var address, out _)
                )
                    return false;
                if (!string.Equals(reader.EmailKey, address.Key, StringComparison.Ordinal))
                    await refusals.AddAsync(db, address.Key, RefusalReason.Disowned, token);
                if (await SignUps.FindAsync(db, address, token) is { State: SubscriberState.Pending } asked)
                    await erasure.EraseAsync(db, asked, token);
                await CloseAsync(db, reader.Number, token);
                return true;
            },
            ct
        );

    /// <summary>Changes the address, and tells the old one.</summary>
    /// <returns>False where the link opens nothing any more, or the new address has become another reader's.</returns>
    public async Task<bool> ChangeAsync(byte[] handle, long about, CancellationToken ct)
    {
        var isChanged = await TryChangeAsync(handle, about, ct);
        if (isChanged)
            mails.Wake();
        return isChanged;
    }

    private Task<bool> TryChangeAsync(byte[] handle, long about, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (
                    await FindAsync(db, handle, about, token) is not var (reader, mail)
                    || !EmailAddress.TryParse(mail.Address, out var to, out _)
                )
                    return false;
                var owner = await SignUps.FindAsync(db, to, token);
                if (IsHere(owner))
                    return false;
                if (owner is not null)
                {
                    // Its owner has just said which subscription the address is for; the row must be gone before its address is taken.
                    await erasure.EraseAsync(db, owner, token);
                    await db.SaveChangesAsync(token);
                }

                if (!string.Equals(reader.EmailKey, to.Key, StringComparison.Ordinal))
                {
                    // No list from before may bring the old address back, and whoever reads there may not have asked for this.
                    await refusals.AddAsync(db, reader.EmailKey, RefusalReason.Erased, token);
                    if (!await suppressions.IsSuppressedAsync(db, reader.Email, token))
                        await mails.QueueAsync(db, TransactionalKind.Moved, reader, null, token, reader.Email);
                }

                (reader.Email, reader.EmailKey) = (to.Value, to.Key);
                await Ledger.RedirectAsync(db, MessageStream.Digest, reader.Number, token);
                await refusals.ForgiveAsync(db, to.Key, token);
                await suppressions.LiftBounceAsync(db, to.Value, token);
                log.Write(db, reader, ConsentAct.AddressChanged, ConsentManner.Page, about);
                await CloseAsync(db, reader.Number, token);
                return true;
            },
            ct
        );

    private async Task<(Subscriber Reader, TransactionalMail Mail)?> FindAsync(
        PublicationDb db,
        byte[] handle,
        long about,
        CancellationToken ct
    )
    {
        var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, ct);
        var mail = await db.Set<TransactionalMail>().SingleOrDefaultAsync(found => found.Id == about, ct);
        return
            IsHere(reader)
            && mail is { Kind: TransactionalKind.Move, ClosedAt: null, Address: not null }
            && mail.Subscriber == reader!.Number
            && mail.CreatedAt + ValidFor > log.Now
            ? (reader, mail)
            : null;
    }

    // One link of several that were asked for is enough, and addresses that were only asked for need not be kept.
    private Task<int> CloseAsync(PublicationDb db, long reader, CancellationToken ct)
    {
        var now = log.Now;
        return db.Set<TransactionalMail>()
            .Where(mail => mail.Subscriber == reader && mail.Kind == TransactionalKind.Move)
            .ExecuteUpdateAsync(
                change => change.SetProperty(mail => mail.ClosedAt, now).SetProperty(mail => mail.Address, (string?)null),
                ct
            );
    }

    private static bool IsHere(Subscriber? reader) => reader is { State: SubscriberState.Active or SubscriberState.Paused };
}
