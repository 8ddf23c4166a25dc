using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>When the first messages of a group all fail and nothing of it went out, the fault is not theirs: the group is paused, and the rest waits.</summary>
internal static class FirstFailures
{
    /// <summary>So many from the start stop a group.</summary>
    public const int Most = 20;

    /// <summary>Pauses the group in the same commit as a failure, where that is so.</summary>
    /// <param name="db">The writer's transaction.</param>
    /// <param name="key">A message that failed.</param>
    /// <param name="good">Rows in these states say that the group is sound.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was paused now.</returns>
    public static async Task<bool> StopAsync(PublicationDb db, MessageKey key, MessageState[] good, CancellationToken ct)
    {
        var rows = db.Set<Message>().Where(row => row.Stream == key.Stream && row.Group == key.Group);
        return !await rows.AnyAsync(row => good.Contains(row.State), ct)
            && await rows.CountAsync(row => row.State == MessageState.Failed, ct) >= Most
            && await db.Set<Mailing>()
                .Where(mailing => mailing.Stream == key.Stream && mailing.Group == key.Group && mailing.State == MailingState.Open)
                .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Paused), ct) > 0;
    }
}
