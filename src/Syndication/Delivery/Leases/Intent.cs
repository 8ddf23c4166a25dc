using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>
/// Leased to sending: from here on a relay may have the message. It is the fence: the row is still this worker's, its group neither paused nor
/// cancelled nor stale, its recipient not suppressed. Otherwise the row goes where it belongs and is not sent.
/// </summary>
/// <remarks>
/// A commit can succeed though its answer is lost with the connection: the intent was refused then, and nothing was sent. So under one lease
/// it may be made again.
/// </remarks>
/// <param name="Lease">The row.</param>
/// <param name="Relay">Where it will be sent.</param>
/// <param name="Recipient">Keyed hash of the address.</param>
/// <param name="Version">Version of the content.</param>
/// <param name="At">Now.</param>
internal sealed record Intent(LeasedMessage Lease, string Relay, byte[] Recipient, int Version, DateTimeOffset At) : Transition(Lease)
{
    /// <summary>An intent that cannot be written is dropped: nothing was sent.</summary>
    public override bool MustBeWritten => false;

    /// <inheritdoc/>
    public override async Task<bool> ApplyAsync(PublicationDb db, CancellationToken ct)
    {
        var now = At.ToUnixTimeMilliseconds();
        var granted = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Messages"
            SET "State" = {(int)MessageState.Sending}, "FirstAttemptAt" = COALESCE("FirstAttemptAt", {now}),
                "Attempts" = "Attempts" + CASE WHEN "State" = {(int)
                MessageState.Leased} THEN 1 ELSE 0 END, "Relay" = {Relay}, "VersionSent" = {Version}
            WHERE "Id" = {Lease.Id} AND "State" IN ({(int)MessageState.Leased}, {(int)
                MessageState.Sending}) AND "Worker" = {Lease.Worker} AND "Epoch" = {Lease.Epoch}
              AND EXISTS (
                SELECT 1 FROM "Mailings" AS g
                WHERE g."Stream" = "Messages"."Stream" AND g."Group" = "Messages"."Group" AND g."State" = {(int)MailingState.Open}
                  AND (g."FreshUntil" IS NULL OR g."FreshUntil" > {now}))
              AND NOT EXISTS (SELECT 1 FROM "Suppressions" AS s WHERE s."Hash" = {Recipient})
            """,
            ct
        );
        if (granted == 0)
            await StandDownAsync(db, ct);
        return granted > 0;
    }

    private async Task StandDownAsync(PublicationDb db, CancellationToken ct)
    {
        var suppressed = await db.Set<Suppression>().AnyAsync(suppression => suppression.Hash == Recipient, ct);
        var mailing = await db.Set<Mailing>()
            .AsNoTracking()
            .SingleAsync(group => group.Stream == Lease.Key.Stream && group.Group == Lease.Key.Group, ct);
        var stopped = Lease.Doubts > 0 ? MessageState.Held : MessageState.Cancelled;
        var stale = Lease.Doubts > 0 ? MessageState.Held : MessageState.Expired;
        var (state, reason) =
            suppressed ? (MessageState.Suppressed, "the address must not be mailed")
            : mailing.State == MailingState.Cancelled ? (stopped, Mailing.CancelledWords)
            : mailing.State == MailingState.Open && mailing.FreshUntil <= At ? (stale, "past its freshness")
            : (Lease.Waiting, null);
        await new StandDown(Lease, state, reason, At).ApplyAsync(db, ct);
    }
}
