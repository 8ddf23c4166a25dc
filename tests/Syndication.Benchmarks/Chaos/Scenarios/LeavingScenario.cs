using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Subscribers;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>
/// Readers leave by their one-click links, and addresses are suppressed, while their mailing is sent: once that is committed nothing more reaches
/// them but what was in flight.
/// </summary>
internal static class LeavingScenario
{
    /// <summary>What is on its way when a reader leaves is through long before this.</summary>
    private static readonly TimeSpan Flight = TimeSpan.FromMilliseconds(500);

    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var messages = settings.Messages ?? 3_000;
        var verdict = new Verdict("leaving", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        bench.Sink.Pace = TimeSpan.FromMilliseconds(10);
        await bench.Mailings.QueueAsync(messages, ct);
        var service = bench.Start();
        await bench.ReachAsync(messages / 20, Patience.Step, ct);

        var left = new Dictionary<string, long>(StringComparer.Ordinal);
        var handles = await bench.Store.Database.ReadAsync(
            (db, token) => db.Set<Subscriber>().Select(reader => new { reader.Email, reader.Handle }).ToListAsync(token),
            ct
        );
        using var client = new HttpClient { BaseAddress = service.Address };
        foreach (var reader in Random.Shared.GetItems([.. handles], messages / 15).DistinctBy(reader => reader.Email))
        {
            if (left.Count % 2 == 0)
                await LeaveAsync(client, bench.Store, reader.Handle, ct);
            else
                await SuppressAsync(bench.Store, reader.Email, ct);
            left[reader.Email] = Stopwatch.GetTimestamp();
        }

        verdict.Blows = left.Count;
        verdict.Hold(bench.Sink.Count < messages, "all was sent before the last had left");
        await bench.SettleAsync(Patience.Settling, ct);
        var afterwards = bench
            .Sink.Arrivals.Where(arrival => left.TryGetValue(arrival.Recipient, out var at) && arrival.Timestamp > at)
            .ToList();
        var late = afterwards.Where(arrival => Stopwatch.GetElapsedTime(left[arrival.Recipient], arrival.Timestamp) > Flight).ToList();
        verdict.Hold(late.Count == 0, $"{late.Count} messages went out long after their reader had left");
        var counts = await bench.Mailings.CountsAsync(ct);
        verdict.Hold(
            counts.In(MessageState.Cancelled) > 0 && counts.In(MessageState.Suppressed) > 0,
            "nobody left in time: the scenario shows nothing"
        );
        await bench.JudgeAsync(verdict, ct);
        return verdict;
    }

    private static async Task LeaveAsync(HttpClient client, ChaosStore store, byte[] handle, CancellationToken ct)
    {
        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var link = store.Services.GetRequiredService<ReaderLinks>().Unsubscribe(handle, 0);
        using var answer = await client.PostAsync(new Uri(new Uri(link).PathAndQuery, UriKind.Relative), oneClick, ct);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task SuppressAsync(ChaosStore store, string address, CancellationToken ct)
    {
        var suppressions = store.Services.GetRequiredService<Suppressions>();
        await store.Database.WriteAsync((db, token) => suppressions.AddAsync(db, address, SuppressionReason.Operator, token), ct);
    }
}
