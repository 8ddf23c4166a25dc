using Syndication.Benchmarks.Sources;
using Syndication.Ingest.Sources;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>The short form of <c>-- sources</c>: a tenth of many sources is broken, and none of the others waits for them.</summary>
public sealed class ManySourcesTests : IDisposable
{
    private const int Sources = 80;

    // The broken ones that drip hold their turns for thirty seconds.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    private readonly string folder = Directory.CreateTempSubdirectory("syndication-test-").FullName;

    [Fact]
    public async Task Broken_and_slow_ones_keep_no_other_waiting()
    {
        await using var farm = await SourceFarm.StartAsync(Sources, hosts: 8, CancellationToken.None);
        await using var host = await PullingHost.OpenAsync(farm, folder, gap: TimeSpan.Zero, CancellationToken.None);
        farm.IsBroken = true;
        using var stop = new CancellationTokenSource();
        var pulling = host.PullUntilAsync(stop.Token);

        for (var patience = Enough; patience > TimeSpan.Zero && await ReadAsync(host) < Sources * 9 / 10; patience -= Look)
            await Task.Delay(Look, TimeProvider.System);

        Assert.Equal(Sources * 9 / 10, await ReadAsync(host));
        // What drips is under way still: the others did not wait for its end.
        Assert.True((await host.OutcomesAsync(CancellationToken.None)).GetValueOrDefault(SourceOutcome.Failed) < Sources / 10);
        await stop.CancelAsync();
        await pulling;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static TimeSpan Look => TimeSpan.FromMilliseconds(100);

    private static async Task<int> ReadAsync(PullingHost host) =>
        (await host.OutcomesAsync(CancellationToken.None)).GetValueOrDefault(SourceOutcome.Read);
}
