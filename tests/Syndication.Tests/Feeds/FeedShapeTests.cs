using System.Text.RegularExpressions;
using System.Xml.Linq;
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
