using Syndication.Storage;

namespace Syndication.Ingest.Imports;

/// <summary>Stores a group of pieces in one transaction, each with the mark by which it is recognised the next time.</summary>
internal sealed partial class ItemStorage(Database database, ArticleIntake intake, ILogger<ItemStorage> logger)
{
    private static readonly Fault NotStored = new("item", Value: null, "something that can be stored: the log says why it cannot");

    /// <summary>Stores; one result for each, in their order.</summary>
    public async Task<IReadOnlyList<ImportedItem>> StoreAsync(IReadOnlyList<PreparedItem> group, ImportOrder order, CancellationToken ct)
    {
        var isWritten = !order.Import.DryRun && group.Any(item => item.Reading is { Faults.Count: 0 });
        var outcomes = isWritten
            ? await StoreAsync(group, ct)
            : [.. group.Select(item => item.Reading is null ? ImportedOutcome.Unchanged : ImportedOutcome.Readable)];
        return [.. group.Select((item, at) => ToResult(item, outcomes[at], order))];
    }

    private async Task<ImportedOutcome[]> StoreAsync(IReadOnlyList<PreparedItem> group, CancellationToken ct)
    {
        try
        {
            return await database.WriteAsync((db, token) => StoreAsync(db, group, token), ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !StoreFaults.IsAway(fault))
        {
            return await StoreSinglyAsync(group, ct);
        }
    }

    // One of them cannot be stored: it must not keep the others out, and all that come after them.
    private async Task<ImportedOutcome[]> StoreSinglyAsync(IReadOnlyList<PreparedItem> group, CancellationToken ct)
    {
        var outcomes = new ImportedOutcome[group.Count];
        for (var at = 0; at < group.Count; at++)
        {
            var item = group[at];
            try
            {
                outcomes[at] = (await database.WriteAsync((db, token) => StoreAsync(db, [item], token), ct))[0];
            }
            catch (Exception fault) when (fault is not OperationCanceledException && !StoreFaults.IsAway(fault))
            {
                LogNotStored(fault);
                outcomes[at] = ImportedOutcome.Refused;
            }
        }

        return outcomes;
    }

    private async Task<ImportedOutcome[]> StoreAsync(PublicationDb db, IReadOnlyList<PreparedItem> group, CancellationToken ct)
    {
        var outcomes = new ImportedOutcome[group.Count];
        foreach (var (item, at) in group.Select((item, at) => (item, at)))
        {
            if (item.Reading is { Faults.Count: 0 } reading)
                outcomes[at] = item.Item.IsWithdrawn ? await WithdrawAsync(db, item, ct) : await StoreAsync(db, item, reading, ct);
            else
                outcomes[at] = ImportedOutcome.Unchanged;
        }

        return outcomes;
    }

    private async Task<ImportedOutcome> StoreAsync(PublicationDb db, PreparedItem item, Reading reading, CancellationToken ct)
    {
        var stored = await intake.StoreAsync(db, item.Source, item.Id, reading, ct);
        await MarkAsync(db, item, ct);
        await LetGoAsync(db, ct);
        return stored.Outcome switch
        {
            IntakeOutcome.Created => ImportedOutcome.Created,
            IntakeOutcome.Revised => ImportedOutcome.Revised,
            _ => ImportedOutcome.Unchanged,
        };
    }

    private static async Task MarkAsync(PublicationDb db, PreparedItem item, CancellationToken ct)
    {
        await using var marks = new RowsCommand(db);
        marks.Add(RowsCommand.Text(item.Source), RowsCommand.Text(item.Id), RowsCommand.Text(item.Print));
        await marks.ExecuteAsync(
            $"""
            INSERT INTO "ImportMarks" ("Source", "ExternalId", "Print") VALUES {marks.Rows}
            ON CONFLICT ("Source", "ExternalId") DO UPDATE SET "Print" = excluded."Print"
            """,
            ct
        );
    }

    // Every save looks at all that is tracked, so what a piece left there is let go.
    private static async Task LetGoAsync(PublicationDb db, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task<ImportedOutcome> WithdrawAsync(PublicationDb db, PreparedItem item, CancellationToken ct)
    {
        if (await intake.WithdrawAsync(db, item.Source, item.Id, ct) is not { } isWithdrawn)
            return ImportedOutcome.PassedOver;
        await MarkAsync(db, item, ct);
        await LetGoAsync(db, ct);
        return isWithdrawn ? ImportedOutcome.Withdrawn : ImportedOutcome.Unchanged;
    }

    private static ImportedItem ToResult(PreparedItem item, ImportedOutcome outcome, ImportOrder order) =>
        new(order.File, item.Id, item.Reading is { Faults.Count: > 0 } ? ImportedOutcome.Refused : outcome)
        {
            Title = item.Item.Title,
            Faults =
                item.Reading?.Faults is { Count: > 0 } faults ? faults
                : outcome is ImportedOutcome.Refused ? [NotStored]
                : [],
            Unmapped = item.Unmapped.Distinct().ToDictionary(line => line, _ => 1, StringComparer.Ordinal),
        };

    [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "A piece of an import could not be stored; the others are")]
    private partial void LogNotStored(Exception fault);
}
