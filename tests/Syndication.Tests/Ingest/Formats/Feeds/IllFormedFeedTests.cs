namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>What no XML parser reads.</summary>
public sealed class IllFormedFeedTests
{
    [Theory]
    [InlineData("\n\n  <?xml version=\"1.0\"?><rss><channel><title>T</title></channel></rss>", "text before the document")]
    [InlineData(
        "Warning: mysql_query() on line 5\n<?xml version=\"1.0\"?><rss><channel><title>T</title></channel></rss>",
        "text before the document"
    )]
    [InlineData("<rss><channel><title>T</title></channel>", "elements that were not closed")]
    [InlineData("<rss><channel><title>T</title></b></channel></rss>", "end tags of elements that were not open")]
    [InlineData("<rss><channel><title>T</title><a:b/></channel></rss>", "prefixes that nobody declared")]
    [InlineData("<rss version=2.0><channel><title>T</title></channel></rss>", "an attribute without quotes")]
    [InlineData("<rss new><channel><title>T</title></channel></rss>", "an attribute without a value")]
    [InlineData("<rss><channel><title>T</title\n<link/></channel></rss>", "a tag without an end")]
    [InlineData("<rss><channel><title>\u0001T</title></channel></rss>", "characters that XML cannot carry")]
    [InlineData("<rss><channel><title>T&#0;</title></channel></rss>", "references to characters that XML cannot carry")]
    [InlineData("<rss><channel><title>T<![CDATA[</title></channel></rss>", "a CDATA section without an end")]
    [InlineData("<rss><!-- <channel><title>T</title></channel></rss>", "a comment without an end")]
    public void It_is_read_and_the_repair_is_named(string text, string mending)
    {
        var document = FeedText.Read(text);

        Assert.Equal(("T", null), (document.Title, document.Error));
        Assert.Contains(mending, document.Mended);
    }

    [Theory]
    [InlineData("AT&T &c. &nosuch; & &amp;", "AT&T &c. &nosuch; & &")]
    [InlineData("3 < 4 <5", "3 < 4 <5")]
    [InlineData("&eacute;&hellip;&nbsp;&CounterClockwiseContourIntegral;", "é…\u00A0∳")]
    [InlineData("&#8217 &#x2019", "’ ’")]
    [InlineData("&#1114112;&#xD800;x", "x")]
    [InlineData("&#99999999999999;", "999999;")]
    public void Signs_and_references_are_what_they_look_like(string written, string read) =>
        Assert.Equal(read, FeedText.Item($"<title>{written}</title>").Title);

    [Fact]
    public void What_stands_before_the_end_of_a_cut_document_is_given_and_the_rest_is_said_to_be_missing()
    {
        var document = FeedText.Read("<rss><channel><title>T</title><item><title>A</title></item><item><title>B</title><desc");

        Assert.Equal(["A", "B"], document.Items.Select(item => item.Title));
        Assert.Equal("the document ends within <item>: what follows is missing", document.Error);
    }

    [Fact]
    public void An_item_that_is_not_closed_ends_where_the_next_begins()
    {
        var document = FeedText.Read(
            "<rss><channel><item><title>A</title><description>a <p>b<item><title>B</title></item></channel></rss>"
        );

        Assert.Equal([("A", "a <p>b</p>"), ("B", null)], document.Items.Select(item => (item.Title, item.Summary)));
        Assert.Null(document.Error);
    }

    [Fact]
    public void An_entry_in_the_content_of_an_entry_is_no_entry_of_the_feed()
    {
        var entry = FeedText.Entry("<id>a</id><content type=\"application/atom+xml\"><entry><id>b</id></entry></content>");

        Assert.Equal("a", entry.Id);
    }

    [Fact]
    public void Html_that_nobody_escaped_is_html()
    {
        Assert.Equal(
            "<p>One<br />two <b>three</b></p>",
            FeedText.Item("<description><p>One<br>two <b>three</b></p></description>").Summary
        );
        Assert.Equal("Example <b>Atom</b>", FeedText.Entry("<summary>Example <b>Atom</b></summary>").Summary);
    }

    [Fact]
    public void Small_entities_of_the_document_are_known()
    {
        var document = FeedText.Read(
            "<!DOCTYPE rss [<!-- > --><!ENTITY own \"Jane &amp; Joe's &#38;#60;\"><!ENTITY % out SYSTEM \"x\">]><rss><channel><title>&own;</title></channel></rss>"
        );

        Assert.Equal(("Jane & Joe's <", null), (document.Title, document.Error));
    }

    [Fact]
    public void Names_are_read_in_any_case()
    {
        var item = FeedText.Item("<TITLE>T</TITLE><PubDate>2003-12-31</PubDate><Link>https://e.org/</link>");

        Assert.Equal(("T", 2003, "https://e.org/"), (item.Title, item.Published?.Year, item.Url));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("plain text")]
    [InlineData("<html><body><rss></rss></body></html>")]
    [InlineData("<opml version=\"2.0\"><head/></opml>")]
    [InlineData("<nitf><head/></nitf>")]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><foaf:Person/></rdf:RDF>")]
    [InlineData("{\"title\":\"T\",\"items\":[]}")]
    [InlineData("{\"type\":\"text\",\"headline\":\"x\"}")]
    [InlineData("[1,2]")]
    [InlineData("{")]
    public void What_is_no_feed_is_left_to_others(string text) => Assert.Null(FeedText.TryRead(System.Text.Encoding.UTF8.GetBytes(text)));
}
