using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Syndication.Articles;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What the feeds look like, byte for byte; ids and the fraction made of them are random and are masked.</summary>
public sealed partial class FeedShapeTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task A_section_feed_looks_as_agreed(string format)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        await host.PublishAsync(FeedFixture.RightToLeft());

        var feed = await host.CreateClient().GetStringAsync($"/feeds/sections/gear.{format}");

        var masked = Fractions().Replace(Ids().Replace(feed, "urn:uuid:MASKED"), ".MASKEDZ");
        Golden.Matches($"feeds/section.{format}", masked);
    }

    [Fact]
    public async Task A_feed_says_of_itself_where_it_is_and_when_it_changed()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));

        var channel = XDocument.Parse(await host.CreateClient().GetStringAsync("/feeds/sections/gear.rss")).Root!.Element("channel")!;

        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal("Gear & Tools – The Test Post", channel.Element("title")!.Value);
        Assert.Equal("http://localhost/sections/gear", channel.Element("link")!.Value);
        Assert.Equal("http://localhost/feeds/sections/gear.rss", channel.Element(atom + "link")!.Attribute("href")!.Value);
        Assert.Equal("Mon, 02 Mar 2026 06:00:01 GMT", channel.Element("lastBuildDate")!.Value);
    }

    [Fact]
    public async Task An_image_that_the_body_shows_is_not_shown_twice()
    {
        await host.WithSectionsAsync();
        var rich = FeedFixture.Rich();
        await host.PublishAsync(
            rich with
            {
                BodyHtml = """<p>Look:</p><img alt="x" src="https://images.example.org/flats.jpg?w=1&amp;h=2">""",
            }
        );

        var feed = await host.CreateClient().GetStringAsync("/feeds/all.rss");

        Assert.Equal(2, feed.Split("<img").Length);
    }

    [Fact]
    public async Task An_image_that_the_body_shows_in_another_size_is_not_shown_twice()
    {
        await host.WithSectionsAsync();
        var upload = "https://images.example.org/wp-content/uploads/2026/03/flats";
        await host.PublishAsync(
            FeedFixture.Rich() with
            {
                Image = new ArticleImage(upload + ".jpg"),
                BodyHtml = $"<p>Look:</p><img alt=\"x\" src=\"{upload}-1024x683.jpg\">",
            }
        );

        var feed = await host.CreateClient().GetStringAsync("/feeds/all.rss");

        Assert.Equal(2, feed.Split("<img").Length);
        Assert.Contains($"<media:content url=\"{upload}.jpg\" medium=\"image\"", feed);
    }

    [Fact]
    public async Task A_correction_says_the_day_on_which_it_was_made_where_that_is_known()
    {
        host.Settings["Publication:TimeZone"] = "America/New_York";
        await host.WithSectionsAsync();
        var plain = FeedFixture.Plain("Sums");
        var id = await host.PublishAsync(plain);
        await host.PublishAsync(FeedFixture.Rich("Came with it"));
        await ReviseAsync(id, plain with { Correction = "It was 4.", UpdatedAt = SyndicationHost.Start.AddDays(1).AddHours(-4) });
        await ReviseAsync(
            id,
            plain with
            {
                Correction = "It was 4.",
                BodyHtml = "<p>Other words.</p>",
                UpdatedAt = SyndicationHost.Start.AddDays(9),
            }
        );

        var feed = await host.CreateClient().GetStringAsync("/feeds/all.rss");

        Assert.Contains(
            "<p><strong>Correction, <time datetime=\"2026-03-02\">2 March 2026</time>:</strong> It was 4.</p>\n<p>Other words.</p>",
            feed
        );
        Assert.Contains("<p><strong>Correction:</strong> An earlier version said 4 &lt; 3.</p>", feed);
    }

    [Fact]
    public async Task Links_within_an_article_from_elsewhere_lead_to_its_original()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich() with { Url = "https://elsewhere.example/story?id=1" });

        var feed = await host.CreateClient().GetStringAsync("/feeds/all.rss");

        Assert.Contains("<a href=\"https://elsewhere.example/story?id=1#fn1\">note</a>", feed);
        Assert.Contains("<p id=\"fn1\">The note.</p>", feed);
        Assert.Contains("<link>https://elsewhere.example/story?id=1</link>", feed);
    }

    [Theory]
    [InlineData("https://a.example/x%20y.mp3", "https://a.example/z.mp3", "x y.mp3")]
    [InlineData("https://a.example/1/a.mp3", "https://a.example/2/a.mp3", null)]
    public async Task Files_have_their_names_where_these_tell_them_apart(string first, string second, string? expected)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(
            FeedFixture.Plain("Files") with
            {
                Enclosures = [new Enclosure(first, "audio/mpeg", 1), new Enclosure(second, "audio/mpeg")],
            }
        );

        using var feed = JsonDocument.Parse(await host.CreateClient().GetStringAsync("/feeds/all.json"));

        var files = feed.RootElement.GetProperty("items")[0].GetProperty("attachments").EnumerateArray().ToList();
        Assert.Equal(expected, files[0].TryGetProperty("title", out var title) ? title.GetString() : null);
        Assert.Equal([true, false], files.Select(file => file.TryGetProperty("size_in_bytes", out _)));
    }

    [Theory]
    [InlineData("#note", "http://localhost/articles/linked#note")]
    [InlineData("./other?a=1&amp;b=2", "http://localhost/articles/other?a=1&amp;b=2")]
    [InlineData("/x", "http://localhost/x")]
    [InlineData("//cdn.example.org/x", "http://cdn.example.org/x")]
    [InlineData("https://example.org/x#y", "https://example.org/x#y")]
    [InlineData("mailto:a@example.org", "mailto:a@example.org")]
    public async Task No_link_in_a_text_depends_on_where_it_is_read(string link, string expected)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(
            FeedFixture.Plain("Linked") with
            {
                BodyHtml = $"""<p><a class="x" href="{link}">there</a> and href="#text"</p>""",
            }
        );

        var feed = await host.CreateClient().GetStringAsync("/feeds/all.rss");

        Assert.Contains($"""<a class="x" href="{expected}">there</a> and href="#text"</p>""", feed);
    }

    [Fact]
    public async Task Entries_of_the_same_second_have_different_updated_in_every_feed_the_same()
    {
        await host.WithSectionsAsync();
        for (var i = 0; i < 12; i++)
            await host.PublishAsync(FeedFixture.Plain("Same hour " + i));

        var all = await UpdatedByIdAsync("/feeds/all.atom");
        var section = await UpdatedByIdAsync("/feeds/sections/gear.atom");

        Assert.Equal(12, all.Values.Distinct().Count());
        Assert.Equal(all, section);
        Assert.All(all.Values, stamp => Assert.StartsWith("2026-03-02T05:00:00.000", stamp));
    }

    public void Dispose() => host.Dispose();

    private Task<bool> ReviseAsync(ArticleId id, ArticleContent content) =>
        host.Database.WriteAsync((db, ct) => new ArticlePublisher(host.Clock).ReviseAsync(db, id, content, ct), CancellationToken.None);

    private async Task<Dictionary<string, string>> UpdatedByIdAsync(string path)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(await host.CreateClient().GetStringAsync(path));
        return feed.Root!.Elements(atom + "entry")
            .ToDictionary(entry => entry.Element(atom + "id")!.Value, entry => entry.Element(atom + "updated")!.Value);
    }

    [GeneratedRegex("urn:uuid:[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex(@"\.000[0-9]{3}Z", RegexOptions.None, 1000)]
    private static partial Regex Fractions();
}
