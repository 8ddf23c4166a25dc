using Microsoft.EntityFrameworkCore;
using Syndication.Storage;
using static Syndication.Storage.RowsCommand;

namespace Syndication.Delivery.Leases;

/// <summary>Records acceptances, whoever holds the rows by now and whatever state they are in: the readers have the mail.</summary>
internal static class Acceptances
{
    /// <summary>Records them; a row that was accepted before stays as it is.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="results">All accepted, of rows that differ.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The first acceptances of their rows.</returns>
    public static async Task<IEnumerable<AttemptResult>> ApplyAsync(
        PublicationDb db,
        IReadOnlyList<AttemptResult> results,
        CancellationToken ct
    )
    {
        if (results.Count == 0)
            return [];
        await using var command = new RowsCommand(db);
        foreach (var result in results)
        {
            var reply = result.Outcome.Reply;
            command.Add(
                Number(result.Lease.Id),
                Text(result.Relay),
                Number(result.Version),
                Number(reply.Code),
                Text(reply.EnhancedCode),
                Text(reply.Text),
                Number(result.At.ToUnixTimeMilliseconds())
            );
        }

        var first = await command.NumbersAsync(
            $"""
            UPDATE "Messages"
            SET "State" = {(int)MessageState.Sent}, "Worker" = NULL, "Relay" = column2, "VersionSent" = column3, "LastCode" = column4,
                "LastEnhancedCode" = column5, "LastReply" = column6, "DoneAt" = column7
            FROM (VALUES {command.Rows}) AS accepted
            WHERE "Id" = column1 AND "State" <> {(int)MessageState.Sent}
            RETURNING "Id"
            """,
            ct
        );
        return results.Where(result => first.Contains(result.Lease.Id));
    }

    /// <summary>Counts further acceptances of rows that were accepted before.</summary>
    public static async Task CountRepeatsAsync(PublicationDb db, IReadOnlyList<long> rows, CancellationToken ct)
    {
        if (rows.Count > 0)
            await db.Set<Message>()
                .Where(row => rows.Contains(row.Id))
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.Repeats, row => row.Repeats + 1), ct);
    }
}
