using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Forgets readers. What stays is a keyed hash of the address, so that no import brings them back.</summary>
internal sealed class Erasure(Database database, Ledger ledger, Refusals refusals, IEnumerable<IReaderErasure> others)
{
    /// <summary>Erases a reader.</summary>
    /// <returns>False where the address is nobody's.</returns>
    public Task<bool> EraseAsync(EmailAddress address, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await SignUps.FindAsync(db, address, token) is not { } reader)
                    return false;
                await refusals.AddAsync(db, reader.EmailKey, RefusalReason.Erased, token);
                await EraseAsync(db, reader, token);
                return true;
            },
            ct
        );

    /// <summary>Erases the reader whose links carry this handle, as they wish. Safe to run again.</summary>
    public Task EraseAsync(byte[] handle, CancellationToken ct) => EraseAsync(handle, RefusalReason.Erased, ct);

    /// <summary>"This was not me": erases whoever the link is for, and no form can cause a mail to the address again. Safe to run again.</summary>
    public Task DisownAsync(byte[] handle, CancellationToken ct) => EraseAsync(handle, RefusalReason.Disowned, ct);

    private Task EraseAsync(byte[] handle, RefusalReason reason, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, token) is not { } reader)
                    return;
                await refusals.AddAsync(db, reader.EmailKey, reason, token);
                await EraseAsync(db, reader, token);
            },
            ct
        );

    /// <summary>Erases a reader's rows in the caller's transaction; remembers nothing.</summary>
    internal async Task EraseAsync(PublicationDb db, Subscriber reader, CancellationToken ct)
    {
        var id = reader.Id;
        var number = reader.Number;
        await ledger.CancelOpenAsync(db, MessageStream.Digest, number, "the reader was erased", ct);
        await ledger.CancelOpenAsync(db, MessageStream.Transactional, number, "the reader was erased", ct);
        foreach (var other in others)
            await other.EraseAsync(db, id, ct);
        await db.Set<Subscription>().Where(row => row.Subscriber == id).ExecuteDeleteAsync(ct);
        await db.Set<TransactionalMail>().Where(row => row.Subscriber == number).ExecuteDeleteAsync(ct);
        await db.Set<ConsentEvent>().Where(row => row.Subscriber == id).ExecuteDeleteAsync(ct);
        db.Remove(reader);
    }
}
