using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>Finds and leases the rows that are due, and ends those that are stale.</summary>
internal sealed class LeaseStore(Database database, IStoreEngine engine, WorkerRegistry workers, TimeProvider clock)
{
    /// <summary>Rows that one lease takes.</summary>
    public const int Batch = 100;

    // Hand-written for what EF cannot say: rows that another node is claiming at this moment are passed over, not waited for.
    private readonly string claim = $$"""
        WITH due AS MATERIALIZED (
            SELECT m."Id" FROM "Mailings" AS g
            INNER JOIN "Messages" AS m ON m."Stream" = g."Stream" AND m."Group" = g."Group"
            WHERE NOT g."Settled" AND g."State" = {{(int)MailingState.Open}} AND (g."FreshUntil" IS NULL OR g."FreshUntil" > {0})
              AND m."Stream" = {1} AND m."NextAttemptAt" <= {0}
              AND m."State" IN ({{(int)MessageState.Queued}}, {{(int)MessageState.Deferred}}, {{(int)MessageState.InDoubt}})
            ORDER BY g."Stream", g."Group" LIMIT {{Batch}} {{engine.Claim("m")}})
        UPDATE "Messages" SET "State" = {{(int)MessageState.Leased}}, "Worker" = {2}, "Epoch" = "Epoch" + 1
        WHERE "Id" IN (SELECT "Id" FROM due)
        RETURNING *
        """;

    /// <summary>
    /// Takes this process's place among the workers, which on a single node takes back what a process before it held; and what this one was given
    /// without learning of it. Called while it holds nothing.
    /// </summary>
    public Task RegisterAsync(CancellationToken ct) => workers.TakeBackAsync(ct);

    /// <summary>How many rows of a stream could be leased now, counted up to <paramref name="most"/>.</summary>
    public Task<int> CountDueAsync(MessageStream stream, int most, CancellationToken ct) =>
        database.ReadAsync((db, token) => Due(db, stream).Take(most).CountAsync(token), ct);

    /// <summary>Leases the oldest due rows of a stream.</summary>
    /// <returns>At most <see cref="Batch"/>, in the order of their numbers; none when nothing is due.</returns>
    public async Task<IReadOnlyList<LeasedMessage>> LeaseAsync(MessageStream stream, CancellationToken ct)
    {
        var me = await workers.MeAsync(ct);

        // Asked first: a lease of nothing would be a commit, and a commit wakes every listener, this one too.
        if (await CountDueAsync(stream, 1, ct) == 0)
            return [];
        return await database.WriteAsync(WritePriority.Ledger, (db, token) => LeaseAsync(db, me, stream, token), ct);
    }

    /// <summary>When the next row that waits will be due; null: none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                Waiting(db).OrderBy(row => row.NextAttemptAt).Select(row => (DateTimeOffset?)row.NextAttemptAt).FirstOrDefaultAsync(token),
            ct
        );

    /// <summary>
    /// Ends what came back to a group that is past its freshness or cancelled, and closes groups of which nothing waits any more. Writes
    /// nothing when there is nothing to do.
    /// </summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var mailing in await database.ReadAsync((db, token) => Stale(db, now).ToListAsync(token), ct))
        {
            var (final, reason) =
                mailing.State == MailingState.Cancelled
                    ? (MessageState.Cancelled, "the mailing was cancelled")
                    : (MessageState.Expired, "past its freshness");
            await database.WriteAsync(
                (db, token) => OpenMessages.StopAsync(db, mailing.Stream, mailing.Group, final, reason, now, token),
                ct
            );
        }

        if (await database.ReadAsync((db, token) => Finished(db).AnyAsync(token), ct))
        {
            await database.WriteAsync(
                (db, token) => Finished(db).ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.Settled, true), token),
                ct
            );
        }
    }

    private async Task<IReadOnlyList<LeasedMessage>> LeaseAsync(PublicationDb db, long me, MessageStream stream, CancellationToken ct)
    {
        var rows = await db.Set<Message>()
            .FromSqlRaw(claim, clock.GetUtcNow().ToUnixTimeMilliseconds(), (int)stream, me)
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Id).Select(LeasedMessage.From)];
    }

    private IQueryable<Message> Due(PublicationDb db, MessageStream stream)
    {
        var now = clock.GetUtcNow();
        return Waiting(db).Where(row => row.Stream == stream && row.NextAttemptAt <= now);
    }

    /// <summary>Rows that wait, of groups that may be sent; ordered by group, so that an index serves the first of them.</summary>
    private IQueryable<Message> Waiting(PublicationDb db)
    {
        var now = clock.GetUtcNow();
        return from mailing in db.Set<Mailing>()
            where !mailing.Settled && mailing.State == MailingState.Open && (mailing.FreshUntil == null || mailing.FreshUntil > now)
            from row in db.Set<Message>()
            where row.Stream == mailing.Stream && row.Group == mailing.Group
            where row.State == MessageState.Queued || row.State == MessageState.Deferred || row.State == MessageState.InDoubt
            orderby mailing.Stream, mailing.Group
            select row;
    }

    private static IQueryable<Mailing> Stale(PublicationDb db, DateTimeOffset now) =>
        db.Set<Mailing>()
            .Where(mailing => !mailing.Settled && (mailing.FreshUntil <= now || mailing.State == MailingState.Cancelled))
            .Where(mailing =>
                db.Set<Message>()
                    .Any(row =>
                        row.Stream == mailing.Stream
                        && row.Group == mailing.Group
                        && (row.State == MessageState.Queued || row.State == MessageState.Deferred || row.State == MessageState.InDoubt)
                    )
            );

    /// <summary>A group whose rows do not add up to what was planned is never closed: the health check goes on showing it.</summary>
    private static IQueryable<Mailing> Finished(PublicationDb db) =>
        db.Set<Mailing>()
            .Where(mailing =>
                !mailing.Settled
                && !db.Set<Message>()
                    .Any(row =>
                        row.Stream == mailing.Stream
                        && row.Group == mailing.Group
                        && (
                            row.State == MessageState.Queued
                            || row.State == MessageState.Leased
                            || row.State == MessageState.Sending
                            || row.State == MessageState.Deferred
                            || row.State == MessageState.InDoubt
                        )
                    )
                && mailing.Planned == db.Set<Message>().LongCount(row => row.Stream == mailing.Stream && row.Group == mailing.Group)
            );
}
