using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Relays;
using Syndication.Storage;
using static Syndication.Storage.RowsCommand;

namespace Syndication.Delivery.Leases;

/// <summary>Writes what came of attempts into their log, whatever becomes of their rows.</summary>
internal static class AttemptLog
{
    public static async Task AddAsync(PublicationDb db, IReadOnlyList<AttemptResult> results, CancellationToken ct)
    {
        if (results.Count == 0)
            return;
        await using var command = new RowsCommand(db);
        foreach (var result in results)
        {
            var reply = result.Outcome.Reply;
            command.Add(
                Number(result.Lease.Id),
                Number(result.At.ToUnixTimeMilliseconds()),
                Text(result.Relay),
                Number((int)Of(result.Outcome)),
                Number(reply.Code),
                Text(reply.EnhancedCode),
                Text(reply.Text),
                Text(reply.QueueId)
            );
        }

        await command.ExecuteAsync(
            $"""
            INSERT INTO "Attempts" ("Message", "At", "Relay", "Outcome", "Code", "EnhancedCode", "Text", "QueueId") VALUES {command.Rows}
            """,
            ct
        );
    }

    /// <summary>
    /// Whether the result is in already: written by a commit whose answer was lost with the connection, so that it is being written again.
    /// </summary>
    public static Task<bool> HasAsync(PublicationDb db, AttemptResult result, CancellationToken ct)
    {
        var (row, at, relay, outcome) = (result.Lease.Id, result.At, result.Relay, Of(result.Outcome));
        return db.Set<Attempt>().AnyAsync(one => one.Message == row && one.At == at && one.Relay == relay && one.Outcome == outcome, ct);
    }

    private static AttemptOutcome Of(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Accepted => AttemptOutcome.Accepted,
            SendOutcome.TryLater => AttemptOutcome.TryLater,
            SendOutcome.Rejected => AttemptOutcome.Rejected,
            SendOutcome.RelayFault => AttemptOutcome.RelayFault,
            SendOutcome.Lost => AttemptOutcome.Lost,
            _ => AttemptOutcome.InDoubt,
        };
}
