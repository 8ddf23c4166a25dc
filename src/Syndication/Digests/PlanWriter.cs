using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Writes a chunk of decisions in one transaction, a few statements however many readers it holds.</summary>
internal sealed class PlanWriter(
    Database database,
    Ledger ledger,
    DigestMetrics metrics,
    IOptions<DeliveryOptions> delivery,
    TimeProvider clock
)
{
    /// <summary>Moves marks and slots and queues messages for those whose plan is still the one that was read; the others drop out.</summary>
    /// <returns>How many messages were queued.</returns>
    public async Task<int> WriteAsync(IReadOnlyList<PlannedReader> planned, CancellationToken ct)
    {
        if (planned.Count == 0)
            return 0;
        var (kept, queued) = await database.WriteAsync((db, token) => WriteAsync(db, planned, token), ct);
        metrics.Planned(queued);
        metrics.Overtaken(planned.Count - kept);
        return queued;
    }

    private async Task<(int Kept, int Queued)> WriteAsync(PublicationDb db, IReadOnlyList<PlannedReader> planned, CancellationToken ct)
    {
        var same = await CompareAndSetAsync(db, planned, ct);
        var kept = planned.Where(reader => same.Contains(reader.Number)).ToList();
        await MoveAsync(db, kept, ct);
        var queued = 0;
        var freshUntil = clock.GetUtcNow() + delivery.Value.FreshFor;
        foreach (
            var group in kept.Where(reader => reader.Issue is not null)
                .GroupBy(reader => (Issue: reader.Issue!.Value, reader.DueAt))
                .OrderBy(group => group.Key)
        )
        {
            var readers = group.Select(reader => reader.Number).ToList();
            await ledger.QueueAsync(db, MessageStream.Digest, group.Key.Issue, readers, group.Key.DueAt, freshUntil, ct);
            queued += readers.Count;
        }

        return (kept.Count, queued);
    }

    // Numbers only, so the text is safe to build; VALUES names its columns column1 and column2 in SQLite and in PostgreSQL.
    // A special edition moves nothing on, and brings nothing again: it is not the issue from which on what ended is looked for.
    private async Task<HashSet<long>> CompareAndSetAsync(PublicationDb db, IReadOnlyList<PlannedReader> planned, CancellationToken ct)
    {
        var pairs = new StringBuilder();
        foreach (var reader in planned.OrderBy(reader => reader.Number))
            pairs
                .Append(pairs.Length == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"({reader.Number},{reader.PlanVersion},{reader.CorrectionMark ?? -1},{(IsIssued(reader) ? 1 : 0)})"
                );
        var active = (int)SubscriberState.Active;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var sql = $"""
            UPDATE "Subscribers" SET "PlanVersion" = "PlanVersion" + 1,
                "CorrectionMark" = CASE WHEN planned.column3 < 0 THEN "CorrectionMark" ELSE planned.column3 END,
                "LastIssueAt" = CASE WHEN planned.column4 = 0 THEN "LastIssueAt" ELSE {now} END
            FROM (VALUES {pairs}) AS planned
            WHERE "Number" = planned.column1 AND "PlanVersion" = planned.column2 AND "State" = {active}
            RETURNING "Number"
            """;
        await using var command = new RowsCommand(db);
        return await command.NumbersAsync(sql, ct);
    }

    // Readers with one slot move alike: the statements are as many as the places they go to, not as the readers.
    private static async Task MoveAsync(PublicationDb db, List<PlannedReader> kept, CancellationToken ct)
    {
        var moves = kept.SelectMany(reader => reader.Moves.Select(move => (reader.Number, Move: move)));
        foreach (var group in moves.GroupBy(pair => pair.Move))
        {
            var (section, mark, slot, due) = group.Key;
            await using var command = new RowsCommand(db);
            command.Add(
                RowsCommand.Text(section.Value),
                RowsCommand.Number(mark),
                RowsCommand.Text(slot),
                RowsCommand.Number(due?.ToUnixTimeMilliseconds())
            );
            await command.ExecuteAsync(
                $"""
                UPDATE "Subscriptions" SET "Mark" = column2, "NextSlot" = column3, "NextDueAt" = column4
                FROM (VALUES {command.Rows}) AS place
                WHERE "Section" = column1 AND "Subscriber" IN ({Listed(group.Select(pair => pair.Number))})
                """,
                ct
            );
        }
    }

    private static bool IsIssued(PlannedReader reader) => reader.Issue is not null && reader.Moves.Count > 0;

    private static string Listed(IEnumerable<long> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
