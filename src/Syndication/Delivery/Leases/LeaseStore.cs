using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>Finds and leases the rows that are due, and ends those that are stale.</summary>
internal sealed partial class LeaseStore(
    Database database,
    IStoreEngine engine,
    WorkerRegistry workers,
    OpenMessages open,
    TimeProvider clock,
    ILogger<LeaseStore> logger
)
{
    /// <summary>Rows that one lease takes.</summary>
    public const int Batch = 100;

    private readonly string count =
        $"""SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM ({DueRows.Sql(engine, "{2}", claim: false)}) AS rows_due""";

    private readonly string claim = $$"""
        WITH due AS MATERIALIZED ({{DueRows.Sql(engine, "{3}", claim: true)}})
        UPDATE "Messages" SET "State" = {{(int)MessageState.Leased}}, "Worker" = {2}, "Epoch" = "Epoch" + 1
        WHERE "Id" IN (SELECT "Id" FROM due)
        RETURNING *
        """;

    /// <summary>
    /// Takes this process's place among the workers, which on a single node takes back what a process before it held; and what this one was given
    /// without learning of it. Called while it holds nothing.
    /// </summary>
    public Task RegisterAsync(CancellationToken ct) => workers.TakeBackAsync(ct);

    /// <summary>Looks who else sends, and takes this node's part of the relays' limits.</summary>
    public Task ShareAsync(CancellationToken ct) => workers.ShareAsync(ct);

    /// <summary>How many rows of a stream could be leased now, counted up to <paramref name="most"/>.</summary>
    public Task<int> CountDueAsync(MessageStream stream, int most, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Database.SqlQueryRaw<int>(count, Now(), (int)stream, most).SingleAsync(token), ct);

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
    /// <param name="only">Of which stream; null: of any.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<DateTimeOffset?> NextDueAsync(MessageStream? only, CancellationToken ct)
    {
        // One look into the index for each state: the least over all of them would be a walk over every row that waits.
        var due = await database.ReadAsync(
            (db, token) =>
                Open(db)
                    .Where(mailing => only == null || mailing.Stream == only)
                    .Select(mailing => new
                    {
                        Queued = db.Set<Message>()
                            .Where(row => row.Stream == mailing.Stream && row.Group == mailing.Group && row.State == MessageState.Queued)
                            .Min(row => (DateTimeOffset?)row.NextAttemptAt),
                        Deferred = db.Set<Message>()
                            .Where(row => row.Stream == mailing.Stream && row.Group == mailing.Group && row.State == MessageState.Deferred)
                            .Min(row => (DateTimeOffset?)row.NextAttemptAt),
                        InDoubt = db.Set<Message>()
                            .Where(row => row.Stream == mailing.Stream && row.Group == mailing.Group && row.State == MessageState.InDoubt)
                            .Min(row => (DateTimeOffset?)row.NextAttemptAt),
                    })
                    .ToListAsync(token),
            ct
        );
        return due.SelectMany(group => new[] { group.Queued, group.Deferred, group.InDoubt }).Min();
    }

    /// <summary>
    /// Ends what is left of groups that are past their freshness or cancelled, and closes groups of which nothing waits any more. Writes
    /// nothing when there is nothing to do.
    /// </summary>
    /// <returns>False where more is left than there was time for: whatever else is due need not wait for it.</returns>
    public async Task<bool> SettleAsync(CancellationToken ct)
    {
        var (now, begun, isAll) = (clock.GetUtcNow(), clock.GetTimestamp(), true);
        foreach (var mailing in await database.ReadAsync((db, token) => Stale(db, now).ToListAsync(token), ct))
        {
            var ended = await open.EndAsync(mailing.Stream, mailing.Group, OpenMessages.Bite - clock.GetElapsedTime(begun), ct);
            isAll &= ended.IsAll;
            if (ended is { Count: > 0, IsCancelled: false })
                LogExpired(ended.Count, mailing.Stream, mailing.Group);
        }

        if (await database.ReadAsync((db, token) => Finished(db).AnyAsync(token), ct))
        {
            await database.WriteAsync(
                (db, token) => Finished(db).ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.Settled, true), token),
                ct
            );
        }

        return isAll;
    }

    private async Task<IReadOnlyList<LeasedMessage>> LeaseAsync(PublicationDb db, long me, MessageStream stream, CancellationToken ct)
    {
        var rows = await db.Set<Message>().FromSqlRaw(claim, Now(), (int)stream, me, Batch).AsNoTracking().ToListAsync(ct);
        var groups = rows.Select(row => row.Group).Distinct().ToList();
        var domains = await db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && EF.Parameter(groups).Contains(mailing.Group))
            .ToDictionaryAsync(mailing => mailing.Group, mailing => mailing.Domain, ct);
        return [.. rows.OrderBy(row => row.Id).Select(row => LeasedMessage.From(row) with { IdDomain = domains[row.Group] })];
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private IQueryable<Mailing> Open(PublicationDb db)
    {
        var now = clock.GetUtcNow();
        return db.Set<Mailing>()
            .Where(mailing =>
                !mailing.Settled && mailing.State == MailingState.Open && (mailing.FreshUntil == null || mailing.FreshUntil > now)
            );
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

    [LoggerMessage(
        EventId = 4007,
        Level = LogLevel.Warning,
        Message = "{Count} messages of {Stream} {Group} were not sent within their freshness and expired; a digest's articles are folded into the next one"
    )]
    private partial void LogExpired(int count, MessageStream stream, long group);
}
