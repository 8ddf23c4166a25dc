using Syndication.Benchmarks.Same;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Ingest.Sameness;

/// <summary>The bar of issue 7 at a quarter of its size; the whole of it is <c>-- same</c> of the benchmarks.</summary>
public sealed class SameArticlesTests(ITestOutputHelper output) : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task Articles_from_four_sources_with_small_edits_are_one_article_each_and_none_of_different_ones_are_merged()
    {
        const int Same = 250;
        const int Different = 2_500;
        var score = await new SameRun(host.Services).SendAsync(SameBenchmarks.Sent(Same, Different), CancellationToken.None);

        output.WriteLine(
            $"{score.Right} of {score.Pieces} right, {score.WrongMerges} wrong, {score.Sent / score.Storing.TotalSeconds:F0} stored a second"
        );
        foreach (var wrong in score.Wrong(10))
            output.WriteLine(wrong);
        Assert.Equal(0, score.WrongMerges);
        Assert.True(score.Pieces - score.Right <= Same * 0.005, $"{score.Pieces - score.Right} pieces are more than one article");
    }

    public void Dispose() => host.Dispose();
}
