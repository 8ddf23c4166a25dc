using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Takes over a list that has consent already. Never brings back anyone who left, and leaves those who are here as they are.</summary>
internal sealed class SubscriberBatch(Database database, BatchReading reading, Refusals refusals, Departures departures, ConsentLog log)
{
    /// <summary>A transaction's worth: other writers wait for it.</summary>
    private const int Chunk = 100;

    /// <summary>Imports the items in order, in transactions of a few; safe to run again.</summary>
    public async Task<IReadOnlyList<BatchItem>> ImportAsync(IEnumerable<BatchEntry> entries, CancellationToken ct)
    {
        var sections = await database.ReadAsync(PlanReader.OpenSectionsAsync, ct);
        var items = new List<BatchItem>();
        foreach (var chunk in entries.Chunk(Chunk))
        {
            var lines = chunk.Select(entry => reading.Read(entry, sections)).ToList();
            items.AddRange(await database.WriteAsync((db, token) => ImportAsync(db, lines, token), ct));
        }

        return items;
    }

    private async Task<List<BatchItem>> ImportAsync(PublicationDb db, List<BatchLine> lines, CancellationToken ct)
    {
        var good = lines.FindAll(line => !line.Faults.Any);
        var keys = good.ConvertAll(line => line.Address!.Key);
        var known = await db.Set<Subscriber>()
            .Where(reader => keys.Contains(reader.EmailKey))
            .ToDictionaryAsync(reader => reader.EmailKey, ct);
        var refused = await Refusals.AmongAsync(db, keys.ConvertAll(refusals.HashOf), ct);
        foreach (var reader in known.Values.Where(reader => reader.State is SubscriberState.Pending && IsRefused(refused, reader.EmailKey)))
            known.Remove(reader.EmailKey);
        var created = new HashSet<Subscriber>();
        foreach (var line in good.Where(line => !known.ContainsKey(line.Address!.Key) && !IsRefused(refused, line.Address.Key)))
            created.Add(known[line.Address!.Key] = SignUps.New(line.Address, line.Plan!, log.Now));
        db.AddRange(created);
        await db.SaveChangesAsync(ct);
        var last = await Sequences.LastAsync(db, ct);
        var items = new List<BatchItem>(lines.Count);
        foreach (var line in lines)
        {
            items.Add(
                line.Faults.Any
                    ? new BatchItem(line.Email, "invalid", line.Faults.ToDictionary())
                    : new BatchItem(line.Email, await StoreAsync(db, line, known.GetValueOrDefault(line.Address!.Key), created, last, ct))
            );
        }

        return items;
    }

    private bool IsRefused(HashSet<string> refused, string emailKey) => refused.Contains(Convert.ToHexString(refusals.HashOf(emailKey)));

    private async Task<string> StoreAsync(
        PublicationDb db,
        BatchLine line,
        Subscriber? reader,
        HashSet<Subscriber> created,
        long last,
        CancellationToken ct
    )
    {
        if (reader is null or { State: SubscriberState.Unsubscribed })
            return "left";
        if (line.Consent is not { } consent)
        {
            await departures.LeaveAsync(db, reader, ConsentManner.Api, 0, ct);
            return "unsubscribed";
        }

        if (reader.State is not SubscriberState.Pending)
            return "unchanged";
        reader.State = SubscriberState.Active;
        reader.ConfirmedAt = consent.At;
        if (created.Contains(reader))
            PlanRows.Apply(db, reader, [], line.Plan!, fresh: true, last, log.Now);
        else
            await PlanRows.ApplyAsync(db, reader, line.Plan!, fresh: true, log.Now, ct);
        log.WriteMoved(db, reader.Id, consent.At!.Value, consent.How!);
        return created.Contains(reader) ? "created" : "confirmed";
    }
}
