using Microsoft.EntityFrameworkCore;
using Syndication.Storage;
using static Syndication.Storage.RowsCommand;

namespace Syndication.Delivery.Leases;

/// <summary>
/// The fence: a row comes from leased to sending if it is still this worker's, its group neither paused nor cancelled nor stale, its
/// recipient not suppressed. Otherwise it goes where it belongs and is not sent.
/// </summary>
/// <remarks>
/// What somebody has just asked for goes also where mail came back before: a confirmation that arrives is how its owner ends that.
/// A commit can succeed though its answer is lost with the connection: the intent was refused then, and nothing was sent. So under one lease
/// it may be made again.
/// </remarks>
internal static class Intents
{
    /// <param name="db">The caller's transaction.</param>
    /// <param name="intents">Of rows that differ.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Those that were granted.</returns>
    public static async Task<IEnumerable<Intent>> ApplyAsync(PublicationDb db, IReadOnlyList<Intent> intents, CancellationToken ct)
    {
        if (intents.Count == 0)
            return [];
        await using var command = new RowsCommand(db);
        foreach (var intent in intents)
        {
            command.Add(
                Number(intent.Lease.Id),
                Number(intent.Lease.Worker),
                Number(intent.Lease.Epoch),
                Number(intent.At.ToUnixTimeMilliseconds()),
                Text(intent.Relay),
                Number(intent.Version),
                Bytes(intent.Recipient)
            );
        }

        // Written so that only the rows' numbers can be looked up by: PostgreSQL would turn EXISTS into a join and begin at the group, with all
        // rows that it ever had.
        var granted = await command.NumbersAsync(
            $"""
            UPDATE "Messages"
            SET "State" = {(int)MessageState.Sending}, "FirstAttemptAt" = COALESCE("FirstAttemptAt", column4),
                "Attempts" = "Attempts" + CASE WHEN "State" = {(int)MessageState.Leased} THEN 1 ELSE 0 END,
                "Relay" = column5, "VersionSent" = column6
            FROM (VALUES {command.Rows}) AS intent
            WHERE "Id" = column1 AND "State" + 0 IN ({(int)MessageState.Leased}, {(int)MessageState.Sending})
              AND "Worker" = column2 AND "Epoch" = column3
              AND (
                SELECT g."State" FROM "Mailings" AS g
                WHERE g."Stream" = "Messages"."Stream" AND g."Group" = "Messages"."Group"
                  AND (g."FreshUntil" IS NULL OR g."FreshUntil" > column4)) = {(int)MailingState.Open}
              AND (
                SELECT COUNT(*) FROM "Suppressions" AS s
                WHERE s."Hash" = column7
                  AND NOT (
                    "Messages"."Stream" = {(int)MessageStream.Transactional}
                    AND s."Reason" IN ({Suppressions.NoSuchMailbox}, {Suppressions.KeepsFailing}))) = 0
            RETURNING "Id"
            """,
            ct
        );
        foreach (var refused in intents.Where(intent => !granted.Contains(intent.Lease.Id)))
            await StandDownAsync(db, refused, ct);
        return intents.Where(intent => granted.Contains(intent.Lease.Id));
    }

    private static async Task StandDownAsync(PublicationDb db, Intent intent, CancellationToken ct)
    {
        var lease = intent.Lease;
        var suppression = await db.Set<Suppression>().AsNoTracking().SingleOrDefaultAsync(one => one.Hash == intent.Recipient, ct);
        var suppressed =
            suppression is not null && !(lease.Key.Stream == MessageStream.Transactional && Suppressions.IsOfBounces(suppression.Reason));
        var mailing = await db.Set<Mailing>()
            .AsNoTracking()
            .SingleAsync(group => group.Stream == lease.Key.Stream && group.Group == lease.Key.Group, ct);
        var stopped = lease.Doubts > 0 ? MessageState.Held : MessageState.Cancelled;
        var stale = lease.Doubts > 0 ? MessageState.Held : MessageState.Expired;
        var (state, reason) =
            suppressed ? (MessageState.Suppressed, "the address must not be mailed")
            : mailing.State == MailingState.Cancelled ? (stopped, Mailing.CancelledWords)
            : mailing.State == MailingState.Open && mailing.FreshUntil <= intent.At ? (stale, "past its freshness")
            : (lease.Waiting, null);
        await new StandDown(lease, state, reason, intent.At).ApplyAsync(db, ct);
    }
}
