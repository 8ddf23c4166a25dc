using Microsoft.Data.Sqlite;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>
/// Killed at each point of a message's way, on every connection at once. The sink holds them there, so the service needs no hook: what is in
/// doubt and what is repeated is known exactly.
/// </summary>
internal static class NamedPointsScenario
{
    // Long enough that whatever else the service would do at this point is done.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Each round goes through all the points.</summary>
    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var verdict = new Verdict("killed at points", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        var all = settings.Connections;
        for (var round = 0; round < (settings.Rounds ?? 1); round++)
        {
            await KillAsync("after the claim", SinkPoint.Greeting, 1, locked: false, new Expected(Doubts: 0, Repeats: 0));
            await KillAsync("after the intent", SinkPoint.Mail, 1, locked: false, new Expected(Doubts: all, Repeats: 0));
            await KillAsync("before the dot", SinkPoint.Data, 1, locked: false, new Expected(Doubts: all, Repeats: 0));
            await KillAsync("after the dot", SinkPoint.Dot, 1, locked: false, new Expected(Doubts: all, Repeats: all));
            await KillAsync("after 250, before the commit", SinkPoint.Dot, 1, locked: true, new Expected(Doubts: all, Repeats: all));
            await KillAsync("after the commit", SinkPoint.Mail, 2, locked: false, new Expected(Doubts: all, Repeats: 0));
        }

        await bench.JudgeAsync(verdict, ct);
        return verdict;

        async Task KillAsync(string name, SinkPoint point, int message, bool locked, Expected expected)
        {
            verdict.MostRepeats += expected.Repeats;
            var found = await KillAtAsync(bench, settings, point, message, locked, ct);
            verdict.Blows++;
            verdict.Hold(found == expected, $"{name}: {found}, not {expected}");
        }
    }

    private static async Task<Expected> KillAtAsync(
        ChaosBench bench,
        ChaosSettings settings,
        SinkPoint point,
        int message,
        bool locked,
        CancellationToken ct
    )
    {
        var before = await CountAsync(bench, ct);
        bench.Sink.HoldAt(point, message);
        await bench.Mailings.QueueAsync(settings.Messages ?? 200, ct);
        var service = bench.Start();
        await bench.HeldAsync(settings.Connections, Patience.Step, ct);
        using (locked ? await LockAsync(bench.Store, ct) : null)
        {
            if (locked)
                bench.Sink.LetGo();
            await Task.Delay(Quiet, TimeProvider.System, ct);
            service.Kill();
        }

        bench.Sink.LetGo();
        var next = bench.Start();
        await bench.SettleAsync(Patience.Settling, ct);
        next.Kill();
        var after = await CountAsync(bench, ct);
        return new Expected(after.Doubts - before.Doubts, after.Repeats - before.Repeats);
    }

    private static async Task<Expected> CountAsync(ChaosBench bench, CancellationToken ct)
    {
        var arrivals = bench.Sink.Arrivals;
        var repeats = arrivals.Count - arrivals.Select(arrival => arrival.MessageId).Distinct(StringComparer.Ordinal).Count();
        return new Expected((await bench.Mailings.CountsAsync(ct)).Doubts, repeats);
    }

    /// <summary>The write lock, as a verb beside the service may hold it for a moment: results are there, and cannot be committed.</summary>
    private static async Task<SqliteConnection> LockAsync(ChaosStore store, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={store.File};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=5000; BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    private sealed record Expected(int Doubts, int Repeats);
}
