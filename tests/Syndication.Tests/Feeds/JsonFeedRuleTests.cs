using System.Globalization;
using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What JSON Feed 1.1 demands beyond its schema.</summary>
public sealed class JsonFeedRuleTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task A_feed_keeps_the_rules_that_no_schema_knows()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        await host.PublishAsync(FeedFixture.Rich("Its namesake"));
        await host.PublishAsync(FeedFixture.RightToLeft());
        await host.PublishAsync(FeedFixture.Plain("One"));
        using var json = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/feeds/all.json"));
        var feed = json.RootElement;
        var items = feed.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal("version", feed.EnumerateObject().First().Name);
        Assert.Equal(items.Count, items.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
        Assert.NotEqual(feed.GetProperty("feed_url").GetString(), feed.TryGetProperty("next_url", out var next) ? next.GetString() : null);
        foreach (var item in items)
        {
            Assert.All(["date_published", "date_modified"], name => Assert.True(IsInternetDate(item.GetProperty(name).GetString()!)));
            Assert.All(["title", "summary"], name => Assert.DoesNotMatch("<[a-z/]|&[a-z]+;|\n", item.GetProperty(name).GetString()!));
            Assert.True(Uri.IsWellFormedUriString(item.GetProperty("url").GetString(), UriKind.Absolute));
        }
    }

    [Fact]
    public async Task The_icons_that_feeds_name_are_there()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        var client = host.CreateClient();
        using var json = JsonDocument.Parse(await client.GetStringAsync("/feeds/all.json"));
        var rss = await client.GetStringAsync("/feeds/all.rss");
        var atom = await client.GetStringAsync("/feeds/all.atom");

        Assert.Equal((512, 512), await SizeAsync(client, json.RootElement.GetProperty("icon").GetString()!));
        Assert.Contains("<icon>http://localhost/assets/icon-512.png</icon>", atom, StringComparison.Ordinal);
        Assert.Contains("<logo>http://localhost/assets/logo.png</logo>", atom, StringComparison.Ordinal);
        Assert.Equal((512, 256), await SizeAsync(client, "http://localhost/assets/logo.png"));
        Assert.Contains("<url>http://localhost/assets/icon-144.png</url>", rss, StringComparison.Ordinal);
        Assert.Equal((144, 144), await SizeAsync(client, "http://localhost/assets/icon-144.png"));
        (await client.GetAsync(json.RootElement.GetProperty("favicon").GetString())).EnsureSuccessStatusCode();
    }

    public void Dispose() => host.Dispose();

    private static bool IsInternetDate(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    // A PNG's first chunk begins with its width and height, at byte 16.
    private static async Task<(int Width, int Height)> SizeAsync(HttpClient client, string address)
    {
        var bytes = await client.GetByteArrayAsync(address);
        return (
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)),
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))
        );
    }
}
