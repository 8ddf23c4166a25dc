using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>Takes rows back from workers that are gone: what was leased waits again, what was being sent is in doubt.</summary>
internal static class LostLeases
{
    private const string LostWords = "the process that sent it ended before an answer was recorded";

    /// <summary>
    /// Takes back the leases of workers that are not registered: of all before this process, where it is alone; of one that was buried while it was
    /// frozen, and leased once more before it learned of it, where it is not.
    /// </summary>
    public static Task<Reclaimed> ReclaimOrphansAsync(PublicationDb db, InDoubtPolicy policy, DateTimeOffset now, CancellationToken ct) =>
        ReclaimAsync(db, Orphans(db), policy, now, ct);

    /// <summary>Whether there are any such leases.</summary>
    public static Task<bool> HasOrphansAsync(PublicationDb db, CancellationToken ct) => Orphans(db).AnyAsync(ct);

    /// <summary>Takes back the leases of one worker.</summary>
    public static Task<Reclaimed> ReclaimAsync(
        PublicationDb db,
        long worker,
        InDoubtPolicy policy,
        DateTimeOffset now,
        CancellationToken ct
    ) => ReclaimAsync(db, db.Set<Message>().Where(row => row.Worker == worker), policy, now, ct);

    private static IQueryable<Message> Orphans(PublicationDb db) =>
        db.Set<Message>().Where(row => row.Worker != null && !db.Set<Worker>().Any(worker => worker.Id == row.Worker));

    private static async Task<Reclaimed> ReclaimAsync(
        PublicationDb db,
        IQueryable<Message> held,
        InDoubtPolicy policy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var sending = held.Where(row => row.State == MessageState.Sending);
        var lost = await sending.OrderBy(row => row.Id).Select(row => new { row.Id, row.Relay }).ToListAsync(ct);
        db.AddRange(
            lost.Select(row => new Attempt
            {
                Message = row.Id,
                At = now,
                Relay = row.Relay,
                Outcome = AttemptOutcome.InDoubt,
                Text = LostWords,
            })
        );
        var most = policy == InDoubtPolicy.Hold ? 0 : RetryRules.MostDoubts;
        await sending.ExecuteUpdateAsync(
            change =>
                change
                    .SetProperty(row => row.State, row => row.Doubts + 1 > most ? MessageState.Held : MessageState.InDoubt)
                    .SetProperty(row => row.Doubts, row => row.Doubts + 1)
                    .SetProperty(row => row.NextAttemptAt, now)
                    .SetProperty(row => row.LastReply, LostWords)
                    .SetProperty(row => row.Worker, (long?)null),
            ct
        );
        var leased = await held.Where(row => row.State == MessageState.Leased)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(row => row.State, row => row.Doubts > 0 ? MessageState.InDoubt : MessageState.Queued)
                        .SetProperty(row => row.Worker, (long?)null),
                ct
            );
        return new Reclaimed(leased, lost.Count);
    }
}

/// <summary>How many rows were taken back.</summary>
/// <param name="Leased">Not begun.</param>
/// <param name="Sending">In doubt now.</param>
internal readonly record struct Reclaimed(int Leased, int Sending)
{
    /// <summary>Whether there was anything.</summary>
    public bool Any => Leased + Sending > 0;
}
