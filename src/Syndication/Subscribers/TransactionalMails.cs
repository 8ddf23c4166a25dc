using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Puts confirmations and links into the ledger.</summary>
internal sealed class TransactionalMails(Ledger ledger, SenderSignal senders, TimeProvider clock)
{
    /// <summary>Who asked has stopped waiting by then, and a late mail is taken for spam.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Queues a mail; what the caller has added to <paramref name="db"/> is saved with it.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="kind">What for.</param>
    /// <param name="reader">To whom; may be new.</param>
    /// <param name="plan">The plan asked for with a sign-up.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="address">Where to; null: to the reader's own address.</param>
    /// <returns>The mail's number.</returns>
    public async Task<long> QueueAsync(
        PublicationDb db,
        TransactionalKind kind,
        Subscriber reader,
        string? plan,
        CancellationToken ct,
        string? address = null
    )
    {
        await db.SaveChangesAsync(ct);
        var now = clock.GetUtcNow();
        var mail = new TransactionalMail
        {
            Kind = kind,
            Subscriber = reader.Number,
            CreatedAt = now,
            Plan = plan,
            Address = address,
        };
        db.Add(mail);
        await db.SaveChangesAsync(ct);
        await ledger.QueueAsync(db, MessageStream.Transactional, mail.Id, [reader.Number], now, now + Fresh, ct);
        return mail.Id;
    }

    /// <summary>Called after the commit.</summary>
    public void Wake() => senders.Wake();
}
