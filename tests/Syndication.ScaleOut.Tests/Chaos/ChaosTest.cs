using Syndication.Benchmarks.Chaos;

namespace Syndication.ScaleOut.Tests.Chaos;

/// <summary>
/// The short forms of what <c>Syndication.Benchmarks -- chaos</c> runs at length: the service is a process of its own, killed with real signals
/// while it sends to a sink that records what it took.
/// </summary>
internal static class ChaosTest
{
    /// <summary>Other tests run beside these: a start takes its time.</summary>
    private static readonly ChaosSettings Short = new() { Resuming = TimeSpan.FromSeconds(20) };

    /// <summary>Runs a scenario's short form; each promise that it did not see kept is a line of the failure.</summary>
    public static async Task<Verdict> HoldsAsync(
        Func<StoreKind, ChaosSettings, CancellationToken, Task<Verdict>> scenario,
        StoreKind store,
        Func<ChaosSettings, ChaosSettings>? form = null
    )
    {
        var verdict = await scenario(store, form?.Invoke(Short) ?? Short, CancellationToken.None);
        // Not Assert.Empty, which cuts what it shows: a fault brings the service's last words.
        if (verdict.Faults.Count > 0)
            Assert.Fail(string.Join('\n', verdict.Faults));
        return verdict;
    }
}
