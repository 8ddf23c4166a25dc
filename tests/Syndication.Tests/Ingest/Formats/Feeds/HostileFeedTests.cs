using System.Text;
using Syndication.Ingest.Formats;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>Documents that are made to cost time, memory or secrets.</summary>
public sealed class HostileFeedTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void An_entity_outside_the_document_refuses_it()
    {
        var document = Refused(
            "<!DOCTYPE rss [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&secret;</title></channel></rss>"
        );

        Assert.Equal("the entity secret is outside the document: nothing is fetched for a document", document.Error);
    }

    [Fact]
    public void An_external_dtd_is_not_read()
    {
        var document = FeedText.Read(
            "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://127.0.0.1:1/rss-0.91.dtd\"><rss version=\"0.91\"><channel><title>T</title></channel></rss>"
        );

        Assert.Equal(("T", null), (document.Title, document.Error));
    }

    [Fact]
    public void A_billion_laughs_are_refused()
    {
        var entities = new StringBuilder("<!ENTITY lol0 \"lol\">");
        for (var level = 1; level < 10; level++)
            entities.Append($"<!ENTITY lol{level} \"{string.Concat(Enumerable.Repeat($"&lol{level - 1};", 10))}\">");

        var document = Refused($"<!DOCTYPE rss [{entities}]><rss><channel><title>&lol9;</title></channel></rss>");

        Assert.Equal("the entity lol1 names another entity", document.Error);
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(1_000, 200_000)]
    public void A_quadratic_blowup_is_refused(int length, int times)
    {
        var text = string.Concat(Enumerable.Repeat("&a;", times));

        var document = Refused(
            $"<!DOCTYPE rss [<!ENTITY a \"{new string('a', length)}\">]><rss><channel><title>{text}</title></channel></rss>"
        );

        Assert.Contains("entities", document.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rss><channel><item><description>", "<b>")]
    [InlineData("<rss>", "<channel>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>", "<div xmlns='http://www.w3.org/1999/xhtml'>")]
    public void Two_hundred_thousand_levels_are_refused(string start, string level)
    {
        var document = Refused(start + string.Concat(Enumerable.Repeat(level, 200_000)), mayHaveItems: true);

        Assert.Equal("at most 256 elements within each other", document.Error);
    }

    [Fact]
    public void Two_hundred_thousand_levels_of_json_are_refused()
    {
        var document = Refused(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":" + string.Concat(Enumerable.Repeat("[", 200_000))
        );

        Assert.StartsWith("no JSON from line 1", document.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<![CDATA[")]
    [InlineData("<!--")]
    [InlineData("<a b=\"")]
    [InlineData("<a b='c' b='c' ")]
    [InlineData("</a>")]
    [InlineData("<?a")]
    [InlineData("<!DOCTYPE a [")]
    [InlineData("&a")]
    [InlineData("<item>")]
    [InlineData("<p>")]
    [InlineData("<img src=\"a\"")]
    [InlineData("<a:b xmlns:a=\"http://e.org/\">")]
    [InlineData("<")]
    [InlineData("&#x")]
    public void The_same_thing_a_million_times_takes_no_time(string piece)
    {
        var text = "<rss><channel><item><description>" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        InTime.Do(TimeSpan.FromSeconds(1), () => FeedText.Read(text, "https://e.org/"));
    }

    [Fact]
    public void Fifty_thousand_items_are_read_and_no_more()
    {
        var document = FeedText.Read("<rss><channel>" + string.Concat(Enumerable.Repeat("<item/>", 50_001)) + "</channel></rss>");

        Assert.Equal((50_000, "at most 50000 items in one document"), (document.Items.Count, document.Error));
    }

    private static SourceDocument Refused(string text, bool mayHaveItems = false)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        FeedText.TryRead(bytes);
        var document = InTime.Do(Limit, () => FeedText.Read(bytes));

        Assert.NotNull(document.Error);
        if (!mayHaveItems)
            Assert.Empty(document.Items);
        return document;
    }
}
