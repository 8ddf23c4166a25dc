using System.Net;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>What <c>Jobs:Roles</c> makes of a node, as whoever asks it sees.</summary>
public sealed class NodeRolesTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/feeds")]
    [InlineData("/feed.json")]
    [InlineData("/api/v1/issues")]
    [InlineData("/admin")]
    [InlineData("/healthy")]
    public async Task A_node_that_is_a_worker_only_sends_whoever_asks_for_anything_else_to_another(string path)
    {
        await using var host = Of("worker");
        using var client = host.CreateClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/metrics", HttpStatusCode.Unauthorized)]
    public async Task A_node_that_is_a_worker_only_answers_whoever_watches_over_it(string path, HttpStatusCode expected)
    {
        await using var host = Of("worker");
        using var client = host.CreateClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("worker, web")]
    public async Task A_node_that_is_for_the_web_answers_readers(string roles)
    {
        await using var host = Of(roles);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync(new Uri("/feed.json", UriKind.Relative));

        Assert.NotEqual(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    private static SyndicationHost Of(string roles)
    {
        var host = new SyndicationHost();
        host.Settings["Jobs:Roles"] = roles;
        return host;
    }
}
