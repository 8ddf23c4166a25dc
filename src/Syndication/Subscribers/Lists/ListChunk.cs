using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers.Lists;

/// <summary>
/// Judges and stores some people of a list, in the caller's transaction. Never brings back anyone who left, was erased, never wanted mail or
/// must not be mailed, and leaves the plans of those who are here as they are.
/// </summary>
internal sealed class ListChunk(Refusals refusals, Suppressions suppressions, Departures departures, ConsentLog log)
{
    /// <summary>A transaction's worth: other writers wait for it.</summary>
    public const int Size = 100;

    /// <summary>What would become of each, in their order; changes nothing.</summary>
    public async Task<List<ListOutcome>> JudgeAsync(PublicationDb db, IReadOnlyList<BatchLine> lines, CancellationToken ct)
    {
        var known = await KnownAsync(db, lines, ct);
        return [.. lines.Select(line => Judge(line, known))];
    }

    /// <summary>Stores them.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="lines">At most <see cref="Size"/>.</param>
    /// <param name="import">The import's number, for the consent log; 0: by the API, which cannot be taken back as a whole.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What became of each, in their order.</returns>
    public async Task<List<ListOutcome>> StoreAsync(PublicationDb db, IReadOnlyList<BatchLine> lines, long import, CancellationToken ct)
    {
        var known = await KnownAsync(db, lines, ct);
        var outcomes = new List<ListOutcome>(lines.Count);
        var created = new HashSet<Subscriber>();
        foreach (var line in lines)
        {
            var outcome = Judge(line, known);
            outcomes.Add(outcome);
            if (outcome is ListOutcome.Created || (outcome is ListOutcome.Unsubscribed && !known.Readers.ContainsKey(line.Address!.Key)))
                created.Add(known.Readers[line.Address!.Key] = New(line));
            else if (outcome is ListOutcome.Confirmed)
                known.Readers[line.Address!.Key].State = SubscriberState.Active;
            else if (outcome is ListOutcome.Unsubscribed)
                known.Readers[line.Address!.Key].Leave();
        }

        db.AddRange(created);
        await db.SaveChangesAsync(ct);
        var last = await Sequences.LastAsync(db, ct);
        foreach (var (line, outcome) in lines.Zip(outcomes))
        {
            if (outcome is ListOutcome.Created or ListOutcome.Confirmed or ListOutcome.Unsubscribed)
                await ApplyAsync(db, line, known.Readers[line.Address!.Key], created, import, last, ct);
        }

        return outcomes;
    }

    // At once, so that a second row of the same address finds a reader.
    private static SubscriberState StateOf(BatchLine line) => line.Consent is null ? SubscriberState.Unsubscribed : SubscriberState.Active;

    private Subscriber New(BatchLine line)
    {
        var reader = SignUps.New(line.Address!, line.Plan!, log.Now);
        reader.State = StateOf(line);
        reader.ConfirmedAt = line.Consent?.At;
        return reader;
    }

    private async Task ApplyAsync(
        PublicationDb db,
        BatchLine line,
        Subscriber reader,
        HashSet<Subscriber> created,
        long import,
        long last,
        CancellationToken ct
    )
    {
        var how = import == 0 ? ConsentManner.Api : ConsentManner.Import;
        if (line.Consent is not { } consent)
        {
            if (created.Contains(reader))
                log.Write(db, reader, ConsentAct.Left, how, import);
            else
                await departures.LeaveAsync(db, reader, how, import, ct);
            return;
        }

        reader.ConfirmedAt = consent.At;
        if (created.Contains(reader))
            PlanRows.Apply(db, reader, [], line.Plan!, fresh: true, last, log.Now);
        else
            await PlanRows.ApplyAsync(db, reader, line.Plan!, fresh: true, log.Now, ct);
        log.WriteMoved(db, reader, consent.At!.Value, consent.How!, how, import);
    }

    private static ListOutcome Judge(BatchLine line, Known known)
    {
        if (line.Faults.Any)
            return ListOutcome.Invalid;
        if (line.IsUnconfirmed)
            return ListOutcome.Unconfirmed;
        var key = line.Address!.Key;
        var (refused, suppressed) = (known.Refused.Contains(key), known.Suppressed.Contains(key));
        return known.Readers.GetValueOrDefault(key)?.State switch
        {
            SubscriberState.Unsubscribed => ListOutcome.Left,
            null or SubscriberState.Pending when refused => ListOutcome.Left,
            _ when line.Consent is null => ListOutcome.Unsubscribed,
            SubscriberState.Active or SubscriberState.Paused => ListOutcome.Unchanged,
            _ when suppressed => ListOutcome.Suppressed,
            null => ListOutcome.Created,
            _ => ListOutcome.Confirmed,
        };
    }

    private async Task<Known> KnownAsync(PublicationDb db, IReadOnlyList<BatchLine> lines, CancellationToken ct)
    {
        var keys = lines.Where(line => !line.Faults.Any).Select(line => line.Address!.Key).Distinct(StringComparer.Ordinal).ToList();
        return new Known(
            await db.Set<Subscriber>().Where(reader => keys.Contains(reader.EmailKey)).ToDictionaryAsync(reader => reader.EmailKey, ct),
            await refusals.AmongAsync(db, keys, ct),
            await suppressions.AmongAsync(db, keys, ct)
        );
    }

    private sealed record Known(Dictionary<string, Subscriber> Readers, HashSet<string> Refused, HashSet<string> Suppressed);
}
