namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>Atom 1.0 and 0.3.</summary>
public sealed class AtomReadingTests
{
    [Theory]
    [InlineData("<content>a &lt; b &amp;amp; c</content>", "a &lt; b &amp;amp; c")]
    [InlineData("<content type=\"text\">one\n\ntwo</content>", "<p>one</p><p>two</p>")]
    [InlineData("<content type=\"html\">&lt;p>a &amp;lt; b&lt;/p></content>", "<p>a &lt; b</p>")]
    [InlineData("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">a &lt; <b>b</b></div></content>", "a &lt; <b>b</b>")]
    [InlineData("<content type=\"xhtml\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:br/>b</x:div></content>", "<br />b")]
    [InlineData("<content type=\"text/html\">&lt;b>a&lt;/b></content>", "<b>a</b>")]
    [InlineData("<content type=\"application/octet-stream\">PGI+YTwvYj4=</content>", "<b>a</b>")]
    [InlineData("<content type=\"image/png\">iVBORw0KGgo=</content>", null)]
    public void Content_is_html_whatever_its_type(string element, string? html) => Assert.Equal(html, FeedText.Entry(element).ContentHtml);

    [Theory]
    [InlineData("<link rel=\"self\" href=\"https://e.org/s\"/><link rel=\"alternate\" href=\"https://e.org/a\"/>", "https://e.org/a")]
    [InlineData(
        "<link rel=\"alternate\" type=\"application/json\" href=\"https://e.org/j\"/><link type=\"text/html\" href=\"https://e.org/h\"/>",
        "https://e.org/h"
    )]
    [InlineData("<link rel=\"http://www.iana.org/assignments/relation/alternate\" href=\"https://e.org/a\"/>", "https://e.org/a")]
    [InlineData("<link rel=\"edit\" href=\"https://e.org/e\"/>", null)]
    [InlineData("<content src=\"https://e.org/c\"/>", "https://e.org/c")]
    public void The_page_is_the_alternate_and_never_just_the_first_link(string elements, string? url) =>
        Assert.Equal(url, FeedText.Entry(elements).Url);

    [Fact]
    public void Bases_and_languages_are_inherited()
    {
        var entry = FeedText.Entry(
            "<link href=\"x\"/><content type=\"html\" xml:base=\"c/\">&lt;img src='i.png' srcset='i.png 1x, j.png 2x'>&lt;a href=#n>&lt;/content>",
            "xml:base=\"/b/\" xml:lang=\"de\"",
            "https://e.org/feed"
        );

        Assert.Equal("https://e.org/b/x", entry.Url);
        Assert.Equal(
            "<img src='https://e.org/b/c/i.png' srcset='https://e.org/b/c/i.png 1x, https://e.org/b/c/j.png 2x'><a href=#n></content>",
            entry.ContentHtml
        );
        Assert.Equal("de", entry.Language);
    }

    [Fact]
    public void An_entry_without_authors_has_those_of_its_source_and_else_of_the_feed()
    {
        var document = FeedText.Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><author><name>F</name></author>
            <entry><author><name>E</name><email>e@e.org</email><uri>https://e.org/e</uri></author></entry>
            <entry><source><author><name>S</name></author></source></entry><entry/></feed>
            """
        );

        Assert.Equal(["E", "S", "F"], document.Items.Select(item => Assert.Single(item.Authors).Name));
        Assert.Equal(("e@e.org", "https://e.org/e"), (document.Items[0].Authors[0].Email, document.Items[0].Authors[0].Url));
    }

    [Fact]
    public void A_tombstone_takes_an_entry_back()
    {
        var document = FeedText.Read(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\"><at:deleted-entry ref=\"tag:e.org,1\" when=\"2026-11-23T07:00:00Z\"/></feed>"
        );

        var item = Assert.Single(document.Items);
        Assert.Equal(("tag:e.org,1", true, 23), (item.Id, item.IsWithdrawn, item.Updated?.Day));
    }

    [Fact]
    public void A_document_of_one_entry_is_read_and_a_draft_is_one()
    {
        var document = FeedText.Read(
            "<entry xmlns=\"http://www.w3.org/2005/Atom\" xmlns:app=\"http://www.w3.org/2007/app\"><title>T</title><app:control><app:draft>yes</app:draft></app:control></entry>"
        );

        var item = Assert.Single(document.Items);
        Assert.Equal(("atom", "T", true), (document.Kind, item.Title, item.IsDraft));
    }

    [Theory]
    [InlineData("<title type=\"text/html\" mode=\"escaped\">&lt;b>a&lt;/b></title>", "<b>a</b>")]
    [InlineData("<title mode=\"base64\" type=\"text/html\">PGI+YTwvYj4=</title>", "<b>a</b>")]
    [InlineData(
        "<title type=\"application/xhtml+xml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">a <b>b</b></div></title>",
        "<div>a <b>b</b></div>"
    )]
    public void Atom_0_3_says_its_text_in_modes(string title, string read)
    {
        var document = FeedText.Read(
            $"<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>{title}<issued>2003-12-31</issued><modified>2004-01-01</modified></entry></feed>"
        );

        var item = Assert.Single(document.Items);
        Assert.Equal((read, 2003, 2004), (item.Title, item.Published?.Year, item.Updated?.Year));
    }
}
