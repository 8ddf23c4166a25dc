using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// Ends the messages that no sender has begun to send, of groups that are cancelled or past their freshness: in transactions of a bounded number
/// of rows, so that nobody waits for a million of them.
/// </summary>
/// <remarks>
/// The group says it first, and the fence asks the group: from that commit on nothing of it begins to be sent, whatever its rows still say. So
/// this may be broken off anywhere, run twice, or by two at once; what it leaves, senders end.
/// </remarks>
internal sealed class OpenMessages(Database database, IStoreEngine engine, Ledger ledger, TimeProvider clock)
{
    /// <summary>Rows that one transaction ends at most: some 20 ms on SQLite, for which the ledger waits, and a verb beside it may take 50.</summary>
    public const int Batch = 1000;

    /// <summary>How long whoever has something else to do, or somebody who waits for an answer, ends messages at a time.</summary>
    public static readonly TimeSpan Bite = TimeSpan.FromSeconds(1);

    private const string StaleWords = "past its freshness";

    /// <summary>
    /// Cancels a group, and as many of its unsent messages as there is time for; the rest is the senders', and not sent. What may have arrived
    /// already is held, not cancelled: nobody may count it as not received. Where this is broken off, the group is cancelled all the same.
    /// </summary>
    /// <returns>How many messages were cancelled by now.</returns>
    public async Task<int> CancelAsync(MessageStream stream, long group, CancellationToken ct)
    {
        await database.WriteAsync((db, token) => ledger.CancelMailingAsync(db, stream, group, token), ct);
        return (await EndAsync(stream, group, Bite, ct)).Count;
    }

    /// <summary>Ends what is open of a group, in the order of its recipients; nothing where the group may be sent after all.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="group">What is sent.</param>
    /// <param name="most">Begins no further transaction after this time; null: goes on to the end.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<EndedMessages> EndAsync(MessageStream stream, long group, TimeSpan? most, CancellationToken ct)
    {
        var (begun, ended, after, isCancelled) = (clock.GetTimestamp(), 0, long.MinValue, false);
        while (await database.ReadAsync((db, token) => NextAsync(db, stream, group, after, token), ct) is { Count: > 0 } rows)
        {
            if (clock.GetElapsedTime(begun) >= most)
                return new EndedMessages(ended, isCancelled, IsAll: false);
            long[] ids = [.. rows.Select(row => row.Id)];
            if (await database.WriteAsync((db, token) => EndAsync(db, stream, group, ids, token), ct) is not { } batch)
                break;
            (ended, isCancelled, after) = (ended + batch.Count, batch.IsCancelled, rows[^1].Recipient);
        }

        return new EndedMessages(ended, isCancelled, IsAll: true);
    }

    // Asked outside the transaction that ends them: to find the open ones among a million that are not takes its time. Written so that only the
    // index of recipients serves: by that of the states each batch would sort all that are left.
    private static async Task<List<(long Id, long Recipient)>> NextAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        long after,
        CancellationToken ct
    )
    {
        var rows = await db.Set<Message>()
            .FromSql(
                $"""
                SELECT * FROM "Messages"
                WHERE "Stream" = {(int)stream} AND "Group" = {group} AND "Recipient" > {after}
                  AND "State" + 0 IN ({(int)MessageState.Queued}, {(int)MessageState.Leased}, {(int)MessageState.Deferred}, {(int)
                    MessageState.InDoubt})
                ORDER BY "Recipient" LIMIT {Batch}
                """
            )
            .Select(row => new { row.Id, row.Recipient })
            .ToListAsync(ct);
        return [.. rows.Select(row => (row.Id, row.Recipient)).OrderBy(row => row.Recipient)];
    }

    /// <returns>Null where the group may be sent: it was opened again, or has become fresh, since somebody looked.</returns>
    private async Task<EndedMessages?> EndAsync(PublicationDb db, MessageStream stream, long group, long[] ids, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mailing = await db.Set<Mailing>().AsNoTracking().SingleOrDefaultAsync(one => one.Stream == stream && one.Group == group, ct);
        if (mailing is null || (mailing.State != MailingState.Cancelled && !(mailing.FreshUntil <= now)))
            return null;

        // In the order in which the ledger's writer takes them: whoever holds some never waits for whoever holds others.
        if (engine.RowLock is { } rowLock)
            await LockAsync(db, ids, rowLock, ct);
        var isCancelled = mailing.State == MailingState.Cancelled;
        var (final, reason) = isCancelled ? (MessageState.Cancelled, Mailing.CancelledWords) : (MessageState.Expired, StaleWords);
        var rows = db.Set<Message>().Where(row => EF.Parameter(ids).Contains(row.Id));
        return new EndedMessages(await EndAsync(rows, final, reason, now, ct), isCancelled, IsAll: true);
    }

    private static async Task LockAsync(PublicationDb db, long[] ids, string rowLock, CancellationToken ct)
    {
        await using var command = new RowsCommand(db);
        foreach (var id in ids)
            command.Add(RowsCommand.Number(id));
        await command.ExecuteAsync($"""SELECT 1 FROM "Messages" WHERE "Id" IN (VALUES {command.Rows}) ORDER BY "Id" {rowLock}""", ct);
    }

    /// <summary>Brings queued, leased and deferred rows into a final state; rows that were ever in doubt are held instead.</summary>
    /// <returns>How many came into the final state.</returns>
    public static async Task<int> EndAsync(
        IQueryable<Message> rows,
        MessageState final,
        string reason,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var open = rows.Where(row =>
            row.State == MessageState.Queued
            || row.State == MessageState.Leased
            || row.State == MessageState.Deferred
            || row.State == MessageState.InDoubt
        );
        await open.Where(row => row.Doubts > 0)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(row => row.State, MessageState.Held)
                        .SetProperty(row => row.Worker, (long?)null)
                        .SetProperty(row => row.LastReply, reason),
                ct
            );
        return await open.ExecuteUpdateAsync(
            change =>
                change
                    .SetProperty(row => row.State, final)
                    .SetProperty(row => row.Worker, (long?)null)
                    .SetProperty(row => row.LastReply, reason)
                    .SetProperty(row => row.DoneAt, now),
            ct
        );
    }
}

/// <summary>What came of ending a group's open messages.</summary>
/// <param name="Count">How many ended; those that are held for a doubt are not among them.</param>
/// <param name="IsCancelled">Whether they were cancelled; otherwise they expired.</param>
/// <param name="IsAll">Whether there was time for all of them.</param>
internal sealed record EndedMessages(int Count, bool IsCancelled, bool IsAll);
