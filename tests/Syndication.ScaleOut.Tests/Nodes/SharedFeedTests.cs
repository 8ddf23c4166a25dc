using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Nodes;

/// <summary>Readers reach one node now and another one the next time.</summary>
public sealed class SharedFeedTests : IDisposable
{
    private readonly NewsroomHost first = new();
    private readonly NewsroomHost second = new();

    [Fact]
    public async Task What_one_node_publishes_is_in_the_feeds_of_the_other_within_a_second_under_the_same_tag()
    {
        second.JoinStoreOf(first);
        await first.AddSectionAsync("gear", "Gear");
        using var newsroom = first.CreateNewsroom();
        using var reader = second.CreateClient();
        await PostAsync(newsroom, 1);
        await UntilAsync(reader, "Title 1");

        foreach (var number in Enumerable.Range(2, 5))
        {
            var since = Stopwatch.StartNew();
            await PostAsync(newsroom, number);
            await UntilAsync(reader, $"Title {number}");
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(1), $"It took {since.Elapsed}.");
        }

        using var here = first.CreateClient();
        foreach (var format in new[] { "rss", "atom", "json" })
        {
            var one = await here.GetAsync($"/feeds/sections/gear.{format}");
            var other = await reader.GetAsync($"/feeds/sections/gear.{format}");
            Assert.Equal(one.Headers.ETag, other.Headers.ETag);
            Assert.Equal(await one.Content.ReadAsByteArrayAsync(), await other.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public void Readers_links_made_on_one_node_open_on_the_other()
    {
        second.JoinStoreOf(first);
        var token = first.Services.GetRequiredService<KeyRing>().Seal("a purpose", [1, 2, 3]);

        Assert.Equal([1, 2, 3], second.Services.GetRequiredService<KeyRing>().Open("a purpose", token));
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    private static async Task PostAsync(HttpClient newsroom, int number)
    {
        var answer = await newsroom.PostAsJsonAsync(
            "/api/v1/articles",
            new
            {
                id = $"article-{number}",
                section = "gear",
                title = $"Title {number}",
                bodyHtml = "<p>Six winters on.</p>",
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    private static async Task UntilAsync(HttpClient reader, string text)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if ((await reader.GetStringAsync("/feeds/sections/gear.json")).Contains(text, StringComparison.Ordinal))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Fail($"'{text}' did not come.");
    }
}
