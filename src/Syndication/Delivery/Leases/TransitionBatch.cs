using Syndication.Delivery.Gate;
using Syndication.Delivery.Relays;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>Applies what one round of the writer commits, in a few statements however many connections it comes from.</summary>
internal static class TransitionBatch
{
    /// <summary>Applies them in the caller's transaction.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="transitions">In the order of their rows; of one row, in the order in which they happened.</param>
    /// <param name="rowLock">See <see cref="IStoreEngine.RowLock"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Those whose row was still as expected.</returns>
    public static async Task<HashSet<Transition>> ApplyAsync(
        PublicationDb db,
        IReadOnlyList<Transition> transitions,
        string? rowLock,
        CancellationToken ct
    )
    {
        var won = new HashSet<Transition>(ReferenceEqualityComparer.Instance);
        if (rowLock is not null)
            await LockAsync(db, transitions, rowLock, ct);
        foreach (var turn in Turns(transitions))
            await ApplyOnceAsync(db, turn, won, ct);
        return won;
    }

    // Two writers that take their locks in one order never wait for each other in a ring, whatever their statements do afterwards.
    private static async Task LockAsync(PublicationDb db, IReadOnlyList<Transition> transitions, string rowLock, CancellationToken ct)
    {
        await using var command = new RowsCommand(db);
        foreach (var row in transitions.Select(one => one.Lease.Id).Distinct())
            command.Add(RowsCommand.Number(row));
        await command.ExecuteAsync($"""SELECT 1 FROM "Messages" WHERE "Id" IN (VALUES {command.Rows}) ORDER BY "Id" {rowLock}""", ct);
    }

    // A statement over many rows sees each once: a row that is changed twice takes two turns.
    private static IEnumerable<List<Transition>> Turns(IReadOnlyList<Transition> transitions) =>
        transitions
            .GroupBy(one => one.Lease.Id)
            .SelectMany(row => row.Select((one, turn) => (Turn: turn, One: one)))
            .GroupBy(pair => pair.Turn, pair => pair.One)
            .OrderBy(turn => turn.Key)
            .Select(turn => turn.ToList());

    // Intents last: an address that a result puts on the list of suppressions is not written to in the same breath.
    private static async Task ApplyOnceAsync(PublicationDb db, List<Transition> turn, HashSet<Transition> won, CancellationToken ct)
    {
        await ApplyAsync(db, [.. turn.OfType<AttemptResult>()], won, ct);
        foreach (var standDown in turn.OfType<StandDown>())
        {
            if (await standDown.ApplyAsync(db, ct))
                won.Add(standDown);
        }

        foreach (var fault in turn.OfType<RenderFault>())
        {
            await fault.ApplyAsync(db, ct);
            won.Add(fault);
        }

        foreach (var note in turn.OfType<GateNote>())
        {
            await note.ApplyAsync(db, ct);
            won.Add(note);
        }

        won.UnionWith(await Intents.ApplyAsync(db, [.. turn.OfType<Intent>()], ct));
    }

    private static async Task ApplyAsync(PublicationDb db, List<AttemptResult> results, HashSet<Transition> won, CancellationToken ct)
    {
        won.UnionWith(await Acceptances.ApplyAsync(db, results.FindAll(IsAccepted), ct));
        foreach (var result in results.Where(result => !IsAccepted(result)))
        {
            if (await result.ApplyAsync(db, ct))
                won.Add(result);
        }

        var log = new List<AttemptResult>(results.Count);
        foreach (var result in results)
        {
            // What is in already is no second attempt.
            if (!won.Contains(result) && await AttemptLog.HasAsync(db, result, ct))
                won.Add(result);
            else
                log.Add(result);
        }

        await AttemptLog.AddAsync(db, log, ct);
        await Acceptances.CountRepeatsAsync(
            db,
            [.. log.Where(result => IsAccepted(result) && !won.Contains(result)).Select(result => result.Lease.Id)],
            ct
        );
    }

    private static bool IsAccepted(AttemptResult result) => result.Outcome is SendOutcome.Accepted;
}
