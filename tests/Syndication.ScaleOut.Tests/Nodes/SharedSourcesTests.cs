using System.Globalization;
using Syndication.Tests.Ingest.Sources;

namespace Syndication.ScaleOut.Tests.Nodes;

/// <summary>Several nodes pull the same sources.</summary>
public sealed class SharedSourcesTests
{
    private const int Sources = 60;

    [Fact]
    public async Task Three_nodes_share_the_sources_and_each_is_asked_once()
    {
        await using var server = new SourceServer();
        await using var first = new SourceHost();
        await using var second = new SourceHost();
        await using var third = new SourceHost();
        SourceHost[] nodes = [first, second, third];
        second.JoinStoreOf(first);
        third.JoinStoreOf(first);
        for (var number = 0; number < Sources; number++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/{number}");
            server.Serve(path, $"Piece {number}");
            foreach (var node in nodes)
                node.AddSource("source" + path, server.At(path));
        }

        foreach (var node in nodes)
            await node.BeginAsync();
        await Task.WhenAll(nodes.Select(node => Task.Run(node.PullAsync)));

        Assert.Equal(Sources, server.Requests.Select(request => request.Path).Distinct().Count());
        Assert.Equal(Sources, server.Requests.Count);
        Assert.Equal(Sources, (await first.ArticlesAsync()).Count);
    }
}
