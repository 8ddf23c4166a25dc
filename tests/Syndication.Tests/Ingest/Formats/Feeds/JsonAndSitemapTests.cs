using Syndication.Ingest.Formats;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>JSON Feed and sitemaps.</summary>
public sealed class JsonAndSitemapTests
{
    [Fact]
    public void A_name_that_is_no_text_costs_the_part_that_has_it()
    {
        var feed = FeedText.Read(
            """{"version":"https://jsonfeed.org/version/1.1","\ud800":1,"authors":[{"\ud800":1,"name":"a"}],"items":[{"id":"1","\ud800":1},{"id":"2","title":"t"}]}"""
        );

        Assert.Equal("2", Assert.Single(feed.Items).Id);
        Assert.Contains("parts with a name that is no text", feed.Mended);
    }

    [Fact]
    public void A_json_feed_is_read_with_its_faults()
    {
        var document = FeedText.Read(
            """
            { "version": "https://jsonfeed.org/version/1.1", "title": "F", "language": "de", "expired": true, "home_page_url": "https://e.org/", // a comment
              "authors": [{ "name": "Desk" }], "hubs": [{ "type": "WebSub", "url": "https://hub.example/" }], "next_url": "/2",
              "items": [
                { "id": 7, "url": "/7", "title": "A", "content_html": "<a href='/x'>x</a>", "summary": "S", "image": "/i.jpg", "tags": ["t", 5], "language": "en",
                  "date_published": "2026-11-23T07:00:00+01:00", "attachments": [{ "url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12 }], "author": { "name": "Jane" }, "_x": 1 },
                { "id": "8", "content_text": "a < b", "external_url": "https://other.example/", "date_published": "soon" },
                "nothing",
              ] }
            """
        );

        var (first, second) = (document.Items[0], document.Items[1]);
        Assert.Equal(("json-feed", "F", "de", null), (document.Kind, document.Title, document.Language, document.Error));
        Assert.Equal(
            ("7", "https://e.org/7", "A", "<a href='https://e.org/x'>x</a>"),
            (first.Id, first.Url, first.Title, first.ContentHtml)
        );
        Assert.Equal(
            ("S", "https://e.org/i.jpg", "en", 6),
            (first.Summary, first.Image?.Url, first.Language, first.Published?.UtcDateTime.Hour)
        );
        Assert.Equal(["t", "5"], first.Tags);
        Assert.Equal([new SourceEnclosure("https://e.org/a.mp3", "audio/mpeg", 12)], first.Enclosures);
        Assert.Equal(("Jane", "Desk"), (Assert.Single(first.Authors).Name, Assert.Single(second.Authors).Name));
        Assert.Equal(("a &lt; b", "https://other.example/", null), (second.ContentHtml, second.Url, second.Published));
        Assert.Equal(["_x"], first.Unmapped);
        Assert.Equal(["date_published: 'soon' is no date"], second.Unmapped);
        Assert.Equal((true, "https://e.org/2"), (document.Terms!.IsEnded, document.Terms.Next));
        Assert.Equal(["items that are no objects"], document.Mended);
    }

    [Fact]
    public void What_stands_before_a_fault_in_json_is_given()
    {
        var document = FeedText.Read("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\"},\n{\"id\":\"2\",\"tit");

        Assert.Equal("1", Assert.Single(document.Items).Id);
        Assert.Equal("no JSON from line 2: what follows is missing", document.Error);
    }

    [Fact]
    public void A_sitemap_of_news_has_titles_dates_and_pictures()
    {
        var document = FeedText.Read(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
            <url><loc>https://e.org/1</loc><lastmod>2026-11-24</lastmod><n:news><n:publication><n:name>E</n:name><n:language>en</n:language></n:publication>
            <n:publication_date>2026-11-23T07:00:00Z</n:publication_date><n:title>A &amp; B</n:title><n:keywords>x, y</n:keywords></n:news>
            <image:image><image:loc>https://e.org/1.jpg</image:loc><image:caption>C</image:caption></image:image></url>
            <url><loc>https://e.org/2</loc></url></urlset>
            """
        );

        var item = document.Items[0];
        Assert.Equal(("sitemap", 2), (document.Kind, document.Items.Count));
        Assert.Equal(
            ("https://e.org/1", "A & B", "en", 23, 24),
            (item.Url, item.Title, item.Language, item.Published?.Day, item.Updated?.Day)
        );
        Assert.Equal(["x", "y"], item.Tags);
        Assert.Equal(new SourceImage("https://e.org/1.jpg") { Alt = "C" }, item.Image);
        Assert.Equal(("https://e.org/2", null, null), (document.Items[1].Url, document.Items[1].Title, document.Items[1].Id));
    }

    [Fact]
    public void An_index_of_sitemaps_is_their_addresses()
    {
        var document = FeedText.Read(
            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://e.org/a.xml</loc><lastmod>2026-11-24</lastmod></sitemap></sitemapindex>"
        );

        var item = Assert.Single(document.Items);
        Assert.Equal(("https://e.org/a.xml", 24, null), (item.Url, item.Updated?.Day, item.Title));
    }
}
