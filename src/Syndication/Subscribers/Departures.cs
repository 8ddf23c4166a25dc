using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Returns;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Leaving, and taking it back. What is not yet on its way is called back in the same transaction.</summary>
internal sealed class Departures(Database database, CalledBack calledBack, ConsentLog log, TimeProvider clock)
{
    /// <summary>How long leaving can be taken back: what would have been sent meanwhile is then still sent, and must not be months.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromDays(1);

    /// <summary>Ends a subscription. Safe to run again.</summary>
    /// <returns>The number of the consent log's entry, which an undo names; 0: there is no such reader any more.</returns>
    public Task<long> LeaveAsync(byte[] handle, ConsentManner how, long about, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, token);
                if (reader is null)
                    return 0;
                return reader.State is SubscriberState.Unsubscribed
                    ? (await LastLeavingAsync(db, reader, token))?.Id ?? 0
                    : await LeaveAsync(db, reader, how, about, token);
            },
            ct
        );

    /// <summary>Takes the last leaving back, within <see cref="UndoFor"/>; marks stay, so nothing is missed, and what was called back comes with the next tick.</summary>
    public Task<bool> ReturnAsync(byte[] handle, long leaving, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, token);
                if (reader is not { State: SubscriberState.Unsubscribed, ConfirmedAt: not null })
                    return reader is { State: SubscriberState.Active or SubscriberState.Paused };
                if (await LastLeavingAsync(db, reader, token) is not { } left || left.Id != leaving || left.At + UndoFor < now)
                    return false;
                reader.Return(now);
                await PlanRows.ResetSlotsAsync(db, reader, now, token);
                await calledBack.HastenAsync(db, reader, now, token);
                log.Write(db, reader, ConsentAct.Returned, ConsentManner.Page, leaving);
                return true;
            },
            ct
        );

    /// <summary>Ends a subscription in the caller's transaction.</summary>
    internal async Task<long> LeaveAsync(PublicationDb db, Subscriber reader, ConsentManner how, long about, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var number = reader.Number;
        reader.Leave();
        await PlanRows.ResetSlotsAsync(db, reader, now, ct);
        await calledBack.CallBackAsync(db, reader, CalledBack.Left, ct);
        await db.Set<TransactionalMail>()
            .Where(mail => mail.Subscriber == number && mail.ClosedAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(mail => mail.ClosedAt, now), ct);
        if (WordOf(how) is { } way)
            await CountAsync(db, reader, way, about, now, ct);
        var left = log.Write(db, reader, ConsentAct.Left, how, about);
        await db.SaveChangesAsync(ct);
        return left.Id;
    }

    // Of other mails' links, whose numbers are counted by themselves, the ledger has no digest to this reader.
    private static async Task CountAsync(
        PublicationDb db,
        Subscriber reader,
        string way,
        long about,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var number = reader.Number;
        var message = await db.Set<Message>()
            .Where(row => row.Stream == MessageStream.Digest && row.Group == about && row.Recipient == number)
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(ct);
        if (message is null)
            return;
        db.Add(
            new ReturnEvent
            {
                Message = message,
                Stream = MessageStream.Digest,
                Group = about,
                Domain = SendingIdentity.DomainOf(reader.Email),
                Class = ReturnClass.Unsubscribe,
                Reason = way,
                At = now,
            }
        );
    }

    /// <summary>The way out by a link in a mail, as it is counted; null: it was another one.</summary>
    private static string? WordOf(ConsentManner how) =>
        how switch
        {
            ConsentManner.OneClick => "one-click",
            ConsentManner.Page => "page",
            ConsentManner.Mail => "mail",
            _ => null,
        };

    private static Task<ConsentEvent?> LastLeavingAsync(PublicationDb db, Subscriber reader, CancellationToken ct)
    {
        var id = reader.Id;
        return db.Set<ConsentEvent>()
            .Where(happened => happened.Subscriber == id && happened.What == ConsentAct.Left)
            .OrderByDescending(happened => happened.Id)
            .FirstOrDefaultAsync(ct);
    }
}
