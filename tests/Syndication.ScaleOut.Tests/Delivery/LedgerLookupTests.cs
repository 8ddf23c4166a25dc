using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Delivery;

/// <summary>A digest is planned in minutes at most: what the ledger is asked of a chunk of readers costs what those have.</summary>
public sealed class LedgerLookupTests : IDisposable
{
    private const int Messages = 20_000;
    private const int Readers = 500;

    // A look-up descends an index of two or three levels and reads a row: far from the some 500 pages of the table for each chunk.
    private const int MostPages = Readers * 5;
    private readonly NewsroomHost host = new();

    [Fact]
    public async Task Messages_of_a_chunk_are_looked_up_though_statistics_know_nothing_of_the_group()
    {
        var database = host.Services.GetRequiredService<Database>();
        await database.WriteAsync(
            async (db, ct) =>
            {
                // As at the first digest: the statistics are from when there was nothing, and autovacuum has not come by.
                await db.Database.ExecuteSqlAsync($"""ALTER TABLE "Messages" SET (autovacuum_enabled = false)""", ct);
                await db.Database.ExecuteSqlAsync($"""ANALYZE "Messages" """, ct);
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Messages" ("Stream", "Group", "Recipient", "State", "Attempts", "NextAttemptAt", "Epoch", "Doubts", "Repeats", "CreatedAt")
                    SELECT 2, 1, i, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1, {Messages}) AS i
                    """,
                    ct
                );
            },
            CancellationToken.None
        );

        var plan = await database.ReadAsync(ExplainAsync, CancellationToken.None);

        Assert.Equal(Readers, plan.Found);
        Assert.True(plan.Pages < MostPages, $"{plan.Pages} pages, {plan.Discarded} rows read for nothing");
        Assert.Equal(0, plan.Discarded);
    }

    public void Dispose() => host.Dispose();

    private static async Task<(long Found, long Pages, long Discarded)> ExplainAsync(PublicationDb db, CancellationToken ct)
    {
        await using var command = Ledger
            .OfRecipients(
                db,
                MessageStream.Digest,
                [.. Enumerable.Range(Messages - Readers + 1, Readers).Select(number => (long)number)],
                1
            )
            .CreateDbCommand();
        command.CommandText = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + command.CommandText;
        await db.Database.OpenConnectionAsync(ct);
        var json = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(ct))!);
        var top = json.RootElement[0].GetProperty("Plan");
        return (Number(top, "Actual Rows"), Number(top, "Shared Hit Blocks") + Number(top, "Shared Read Blocks"), Discarded(top));
    }

    private static long Discarded(JsonElement node) =>
        Number(node, "Rows Removed by Filter")
        + Number(node, "Rows Removed by Index Recheck")
        + (node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().Sum(Discarded) : 0);

    private static long Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? (long)value.GetDouble() : 0;
}
