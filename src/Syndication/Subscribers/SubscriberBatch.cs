using Syndication.Storage;
using Syndication.Subscribers.Lists;

namespace Syndication.Subscribers;

/// <summary>Takes over a list that the API was sent, and says of each what became of it.</summary>
internal sealed class SubscriberBatch(Database database, BatchReading reading, ListChunk chunk)
{
    /// <summary>Imports the items in order, in transactions of a few; safe to run again.</summary>
    public async Task<IReadOnlyList<BatchItem>> ImportAsync(IEnumerable<BatchEntry> entries, CancellationToken ct)
    {
        var sections = await database.ReadAsync(PlanReader.OpenSectionsAsync, ct);
        var items = new List<BatchItem>();
        foreach (var some in entries.Chunk(ListChunk.Size))
        {
            var lines = some.Select(entry => reading.Read(entry, sections)).ToList();
            var outcomes = await database.WriteAsync((db, token) => chunk.StoreAsync(db, lines, import: 0, token), ct);
            items.AddRange(lines.Zip(outcomes, Item));
        }

        return items;
    }

    private static BatchItem Item(BatchLine line, ListOutcome outcome) =>
        new(line.Email, PlanWords.Of(outcome), outcome is ListOutcome.Invalid ? line.Faults.ToDictionary() : null);
}
