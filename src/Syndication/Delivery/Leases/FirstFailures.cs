using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Gate;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>
/// When the first messages of a group all fail and nothing of it went out, the fault is not theirs: the group is paused, and the rest waits. A
/// digest that is resumed is paused again only for as many more.
/// </summary>
internal static class FirstFailures
{
    /// <summary>So many from the start stop a group.</summary>
    public const int Most = 20;

    private static readonly string Reason = string.Create(
        CultureInfo.InvariantCulture,
        $"{Most} messages failed before any went out (the log says why)"
    );

    /// <summary>Pauses the group in the same commit as a failure, where that is so.</summary>
    /// <param name="db">The writer's transaction.</param>
    /// <param name="key">A message that failed.</param>
    /// <param name="good">Rows in these states say that the group is sound.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was paused now.</returns>
    public static async Task<bool> StopAsync(
        PublicationDb db,
        MessageKey key,
        MessageState[] good,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = db.Set<Message>().Where(row => row.Stream == key.Stream && row.Group == key.Group);
        if (await rows.AnyAsync(row => good.Contains(row.State), ct))
            return false;
        var since = key.Stream == MessageStream.Digest ? await MailingNotes.ReleasedAtAsync(db, key.Group, NoteBy.Refusals, ct) : null;
        if (await rows.CountAsync(row => row.State == MessageState.Failed && (since == null || row.DoneAt > since), ct) < Most)
            return false;
        var isStopped =
            await db.Set<Mailing>()
                .Where(mailing => mailing.Stream == key.Stream && mailing.Group == key.Group && mailing.State == MailingState.Open)
                .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Paused), ct) > 0;
        if (isStopped && key.Stream == MessageStream.Digest)
            await MailingNotes.HoldAsync(db, key.Group, NoteBy.Refusals, Reason, now, ct);
        return isStopped;
    }
}
