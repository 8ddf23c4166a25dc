using Syndication.Ingest.Formats;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>RSS with the vocabularies that are its guests.</summary>
public sealed class RssReadingTests
{
    private const string Dc = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    private const string Media = "xmlns:media=\"http://search.yahoo.com/mrss/\"";
    private const string Content = "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"";
    private const string Podcast = "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"";

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>F</title><item><title>T</title></item></channel></rss>", "rss")]
    [InlineData("<rss><channel><title>F</title></channel><item><title>T</title></item></rss>", "rss")]
    [InlineData(
        "<rss xmlns=\"http://backend.userland.com/rss2\"><channel><title>F</title><item><title>T</title></item></channel></rss>",
        "rss"
    )]
    [InlineData("<rss xmlns=\"http://www.w3.org/2005/Atom\"><channel><title>F</title><item><title>T</title></item></channel></rss>", "rss")]
    [InlineData("<r:rss xmlns:r=\"urn:x\"><r:channel><r:title>F</r:title><r:item><r:title>T</r:title></r:item></r:channel></r:rss>", "rss")]
    [InlineData(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel><title>F</title></channel><item><title>T</title></item></rdf:RDF>",
        "rdf"
    )]
    [InlineData(
        "<rdf:RDF xmlns:rdf=\"HTTP://www.w3.org/1999/02/22-rdf-syntax-ns\" xmlns=\"http://my.netscape.com/rdf/simple/0.9\"><channel><title>F</title></channel><item><title>T</title></item></rdf:RDF>",
        "rdf"
    )]
    [InlineData(
        "<Channel xmlns=\"http://purl.org/net/rss1.1#\"><title>F</title><items><item><title>T</title></item></items></Channel>",
        "rss"
    )]
    [InlineData("<CHANNEL HREF=\"https://e.org/\"><TITLE>F</TITLE><ITEM HREF=\"https://e.org/1\"><TITLE>T</TITLE></ITEM></CHANNEL>", "cdf")]
    public void Every_version_is_known_by_its_root(string text, string kind)
    {
        var document = FeedText.Read(text);

        Assert.Equal((kind, "F", "T", null), (document.Kind, document.Title, Assert.Single(document.Items).Title, document.Error));
        Assert.Empty(document.Mended);
    }

    [Theory]
    [InlineData("<link>https://e.org/1</link><guid>https://e.org/2</guid>", "https://e.org/1", "https://e.org/2")]
    [InlineData("<guid>https://e.org/2</guid>", "https://e.org/2", "https://e.org/2")]
    [InlineData("<guid isPermaLink=\"false\">https://e.org/2</guid>", null, "https://e.org/2")]
    [InlineData("<guid>4711</guid>", null, "4711")]
    [InlineData("<link href=\"https://e.org/1\"/>", "https://e.org/1", null)]
    [InlineData("<image><link>https://e.org/i</link></image><link> https://e.org/1 </link>", "https://e.org/1", null)]
    public void The_page_and_the_id_are_those_that_rss_names(string elements, string? url, string? id)
    {
        var item = FeedText.Item(elements);

        Assert.Equal((url, id), (item.Url, item.Id));
    }

    [Theory]
    [InlineData("<author>jane@e.org (Jane Doe)</author>", "Jane Doe", "jane@e.org")]
    [InlineData("<author>Jane Doe &lt;jane@e.org&gt;</author>", "Jane Doe", "jane@e.org")]
    [InlineData("<author>Jane Doe (jane@e.org)</author>", "Jane Doe", "jane@e.org")]
    [InlineData("<author>jane@e.org</author>", null, "jane@e.org")]
    [InlineData("<author>jane@e.org</author><dc:creator>Jane Doe</dc:creator>", "Jane Doe", null)]
    [InlineData("<dc:creator>Jane Doe</dc:creator><itunes:author>A podcast</itunes:author>", "Jane Doe", null)]
    [InlineData("<itunes:author>A podcast</itunes:author>", "A podcast", null)]
    public void An_author_is_a_name_an_address_or_both(string elements, string? name, string? email)
    {
        var author = Assert.Single(FeedText.Item(elements, Dc + " " + Podcast).Authors);

        Assert.Equal((name, email), (author.Name, author.Email));
    }

    [Theory]
    [InlineData("xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"", true)]
    [InlineData("xmlns=\"http://purl.org/rss/1.0/\"", true)]
    [InlineData("xmlns=\"http://xmlns.com/foaf/0.1/\"", false)]
    [InlineData("xmlns=\"\"", false)]
    public void Rdf_with_nothing_in_it_is_a_feed_where_it_names_rss(string declaration, bool isFeed)
    {
        var text = $"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" {declaration}></rdf:RDF>";

        var document = FeedText.TryRead(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(isFeed ? "rdf" : null, document?.Kind);
        Assert.Empty(document?.Items ?? []);
    }

    [Fact]
    public void The_whole_text_is_content_and_the_description_the_summary()
    {
        var item = FeedText.Item(
            "<description>Short &amp; sweet</description><content:encoded><![CDATA[<p>Long & <a href=\"/x?a=1&amp;b=2\">linked</a></p>]]></content:encoded>",
            Content,
            "https://e.org/feed"
        );

        Assert.Equal("Short & sweet", item.Summary);
        Assert.Equal("<p>Long & <a href=\"https://e.org/x?a=1&amp;b=2\">linked</a></p>", item.ContentHtml);
    }

    [Theory]
    [InlineData("<summary>S</summary><description>D</description>", "S", "D")]
    [InlineData("<description>D</description><summary>S</summary>", "D", "S")]
    [InlineData("<description>D</description><description>E</description>", "D", "E")]
    [InlineData("<description>D</description>", "D", null)]
    [InlineData("<fullitem>&lt;p>F&lt;/p></fullitem>", null, "<p>F</p>")]
    [InlineData("<x:body xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:p>F &lt; G</x:p></x:body>", null, "<p>F &lt; G</p>")]
    public void Summary_and_content_are_told_apart(string elements, string? summary, string? content)
    {
        var item = FeedText.Item(elements);

        Assert.Equal((summary, content), (item.Summary, item.ContentHtml));
    }

    [Fact]
    public void Pictures_sounds_and_their_credits_come_from_media_rss()
    {
        var item = FeedText.Item(
            """
            <media:group><media:content url="a.mp4" type="video/mp4" fileSize="5"/><media:content url="b.mp4" type="video/mp4" isDefault="true"/></media:group>
            <media:content url="c.jpg" medium="image" width="1200" height="800"><media:description>A bridge</media:description><media:credit>J. Doe</media:credit></media:content>
            <media:thumbnail url="d.jpg"/><enclosure url="e.mp3" type="audio/mpeg" length="-1"/>
            """,
            Media,
            "https://e.org/"
        );

        Assert.Equal(
            new SourceImage("https://e.org/c.jpg")
            {
                Alt = "A bridge",
                Credit = "J. Doe",
                Width = 1200,
                Height = 800,
            },
            item.Image
        );
        Assert.Equal(
            [new SourceEnclosure("https://e.org/b.mp4", "video/mp4", null), new SourceEnclosure("https://e.org/e.mp3", "audio/mpeg", null)],
            item.Enclosures
        );
    }

    [Fact]
    public void A_namespace_is_known_in_any_spelling_and_by_any_prefix()
    {
        var item = FeedText.Item(
            "<x:creator>Jane</x:creator><y:thumbnail url=\"https://e.org/a.jpg\"/>",
            "xmlns:x=\"HTTP://PURL.ORG/dc/elements/1.1\" xmlns:y=\"http://search.yahoo.com/mrss\""
        );

        Assert.Equal(("Jane", "https://e.org/a.jpg"), (Assert.Single(item.Authors).Name, item.Image?.Url));
    }

    [Fact]
    public void Tags_are_categories_subjects_and_keywords_each_once()
    {
        var item = FeedText.Item(
            "<category domain=\"x\">A</category><category> B </category><dc:subject>A</dc:subject><itunes:keywords>c, d,,</itunes:keywords><itunes:category text=\"E\"><itunes:category text=\"F\"/></itunes:category>",
            Dc + " " + Podcast
        );

        Assert.Equal(["A", "B", "c", "d", "E", "F"], item.Tags);
    }

    [Fact]
    public void What_has_no_place_is_listed()
    {
        var item = FeedText.Item(
            "<comments>https://e.org/c</comments><pubDate>soon</pubDate><itunes:duration>1:00</itunes:duration>",
            Podcast
        );

        Assert.Equal(["comments", "pubDate: 'soon' is no date", "itunes:duration"], item.Unmapped);
    }

    [Fact]
    public void A_feed_says_when_it_is_to_be_read_again()
    {
        var terms = FeedText
            .Read(
                """
                <rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"><channel>
                <link>https://e.org/</link><atom:link rel="self" href="/feed"/><atom:link rel="hub" href="https://hub.example/"/><atom:link rel="next" href="/feed?page=2"/>
                <ttl> 60 </ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>
                <skipHours><hour>24</hour><hour>3</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day><day>Noday</day></skipDays><fh:complete/>
                </channel></rss>
                """,
                "https://e.org/x"
            )
            .Terms!;

        Assert.Equal(("https://e.org/feed", "https://e.org/", "https://e.org/feed?page=2"), (terms.Self, terms.Home, terms.Next));
        Assert.Equal(["https://hub.example/"], terms.Hubs);
        Assert.Equal((TimeSpan.FromHours(2), true, false), (terms.Interval, terms.IsComplete, terms.IsEnded));
        Assert.Equal([0, 3], terms.SkipHours);
        Assert.Equal([DayOfWeek.Sunday], terms.SkipDays);
    }

    [Fact]
    public void A_file_without_an_address_takes_relative_links_from_the_page_that_the_feed_is_of()
    {
        var document = FeedText.Read("<rss><channel><link>https://e.org/news/</link><item><link>1</link></item></channel></rss>");

        Assert.Equal("https://e.org/news/1", Assert.Single(document.Items).Url);
    }
}
