using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest.Imports;

/// <summary>Stores a group of pieces in one transaction, each with the mark by which it is recognised the next time.</summary>
internal sealed class ItemStorage(Database database, ArticleIntake intake, ArticlePublisher publisher)
{
    /// <summary>Stores; one result for each, in their order.</summary>
    public async Task<IReadOnlyList<ImportedItem>> StoreAsync(IReadOnlyList<PreparedItem> group, ImportOrder order, CancellationToken ct)
    {
        var isWritten = !order.Import.DryRun && group.Any(item => item.Reading is { Faults.Count: 0 });
        var outcomes = isWritten
            ? await database.WriteAsync((db, token) => StoreAsync(db, group, order.Import.Kind, token), ct)
            : [.. group.Select(item => item.Reading is null ? ImportedOutcome.Unchanged : ImportedOutcome.Readable)];
        return [.. group.Select((item, at) => ToResult(item, outcomes[at], order))];
    }

    private async Task<ImportedOutcome[]> StoreAsync(
        PublicationDb db,
        IReadOnlyList<PreparedItem> group,
        string source,
        CancellationToken ct
    )
    {
        var outcomes = new ImportedOutcome[group.Count];
        foreach (var (item, at) in group.Select((item, at) => (item, at)))
        {
            if (item.Reading is { Faults.Count: 0 } reading)
                outcomes[at] = item.Item.IsWithdrawn
                    ? await WithdrawAsync(db, source, item, ct)
                    : await StoreAsync(db, source, item, reading, ct);
            else
                outcomes[at] = ImportedOutcome.Unchanged;
        }

        return outcomes;
    }

    private async Task<ImportedOutcome> StoreAsync(
        PublicationDb db,
        string source,
        PreparedItem item,
        Reading reading,
        CancellationToken ct
    )
    {
        var stored = await intake.StoreAsync(db, source, item.Id, reading, ct);
        await MarkAsync(db, source, item, ct);
        await LetGoAsync(db, ct);
        return stored.Outcome switch
        {
            IntakeOutcome.Created => ImportedOutcome.Created,
            IntakeOutcome.Revised => ImportedOutcome.Revised,
            _ => ImportedOutcome.Unchanged,
        };
    }

    private static async Task MarkAsync(PublicationDb db, string source, PreparedItem item, CancellationToken ct)
    {
        await using var marks = new RowsCommand(db);
        marks.Add(RowsCommand.Text(source), RowsCommand.Text(item.Id), RowsCommand.Text(item.Print));
        await marks.ExecuteAsync(
            $"""
            INSERT INTO "ImportMarks" ("Source", "ExternalId", "Print") VALUES {marks.Rows}
            ON CONFLICT ("Source", "ExternalId") DO UPDATE SET "Print" = excluded."Print"
            """,
            ct
        );
    }

    // Every save looks at all that is tracked, so a piece's own rows are let go; its authors are kept, for the next asks for them again.
    private static async Task LetGoAsync(PublicationDb db, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.Entity is not Author).ToList())
            entry.State = EntityState.Detached;
    }

    private async Task<ImportedOutcome> WithdrawAsync(PublicationDb db, string source, PreparedItem item, CancellationToken ct)
    {
        if (await ArticleIntake.FindAsync(db, source, item.Id, ct) is not { } known)
            return ImportedOutcome.PassedOver;
        await publisher.WithdrawAsync(db, known.Article, ct);
        await MarkAsync(db, source, item, ct);
        return ImportedOutcome.Withdrawn;
    }

    private static ImportedItem ToResult(PreparedItem item, ImportedOutcome outcome, ImportOrder order) =>
        new(order.File, item.Id, item.Reading is { Faults.Count: > 0 } ? ImportedOutcome.Refused : outcome)
        {
            Title = item.Item.Title,
            Faults = item.Reading?.Faults ?? [],
            Unmapped = item.Unmapped.Distinct().ToDictionary(line => line, _ => 1, StringComparer.Ordinal),
        };
}
