using Syndication.Fuzz;
using Xunit.Abstractions;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>Spoiled feeds; the long form is <c>dotnet run -c Release --project tests/Syndication.Fuzz -- feeds --count 1000000</c>.</summary>
public sealed class FeedFuzzTests(ITestOutputHelper output)
{
    private const int Documents = 20_000;
    private const long Growth = 32 << 20;

    [Fact]
    public void Twenty_thousand_spoiled_feeds_crash_nothing_and_take_no_second()
    {
        var fuzz = new FeedFuzz(new Mutator(SeedFiles.Read(), seed: 1));
        fuzz.Run(0, 500, CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var result = fuzz.Run(0, Documents, CancellationToken.None);

        var left = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{result}, {left / 1000} KB left");
        Assert.Equal(Documents, result.Documents);
        Assert.Empty(result.Crashes);
        Assert.Empty(result.Slow);
        Assert.InRange(left, long.MinValue, Growth);
    }
}
