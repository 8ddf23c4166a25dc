using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Syndication.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>Articles that are right in themselves and that feed validators would yet report, sent through the API.</summary>
public sealed class FeedValidityTests : IAsyncLifetime, IDisposable
{
    private static readonly XNamespace Atom = XmlFeed.Atom;
    private static readonly XNamespace Media = XmlFeed.Media;
    private static readonly XNamespace Content = XmlFeed.Content;
    private static readonly XName Language = XNamespace.Xml + "lang";
    private readonly NewsroomHost host = new();

    public async Task InitializeAsync() => await host.AddSectionAsync("gear", "Q&A: R&D");

    [Fact]
    public async Task Nothing_of_a_hard_article_is_a_fault()
    {
        await SendAsync(
            new JsonObject
            {
                ["title"] = "How &lt;b&gt; ends: &lt;/b&gt;, and &amp;amp; too",
                ["summary"] = "The &lt;/p&gt; is closed.",
                ["bodyHtml"] = "<p><bdo dir=\"rtl\">abc</bdo> <img src=\"https://e.org/a.jpg\" alt=\"&lt;img src=x onerror=y&gt;\"></p>",
                ["tags"] = new JsonArray("&lt;/b&gt;", "R&D", "a<b"),
                ["authors"] = new JsonArray(
                    new JsonObject { ["name"] = "Jane Doe <jane@example.org>" },
                    new JsonObject { ["name"] = "&lt;/b&gt;" }
                ),
                ["image"] = new JsonObject
                {
                    ["url"] = "https://e.org/a b|c[1].jpg",
                    ["alt"] = "put src=x here </b>",
                    ["credit"] = "c &lt;/p&gt;",
                },
                ["enclosures"] = new JsonArray(
                    File("http://localhost/a.mp3"),
                    File("http://[2001:db8::1]/x.mp3"),
                    File("https://e.org/b.mp3")
                ),
            }
        );
        await SendAsync(new JsonObject { ["title"] = "CafÃ© society", ["bodyHtml"] = "<p>Ein schÃ¶nes CafÃ©.</p>" });

        foreach (var scope in new[] { "all", "sections/gear" })
        {
            var (rss, atom) = (await ReadAsync($"/feeds/{scope}.rss"), await ReadAsync($"/feeds/{scope}.atom"));
            Assert.Equal([], XmlFeedRules.FaultsOf(rss, $"http://localhost/feeds/{scope}.rss"));
            Assert.Equal([], XmlFeedRules.FaultsOf(atom, $"http://localhost/feeds/{scope}.atom"));
            Assert.All(rss.Descendants(Content + "encoded"), text => Assert.Equal([], ReaderRules.FaultsOf(text.Value)));
            Assert.All(rss.Descendants("item"), item => Assert.Equal([], ReaderRules.FaultsOf(item.Element("description")!.Value)));
        }
    }

    [Fact]
    public async Task An_enclosure_is_the_first_file_at_a_name_with_a_domain_and_the_others_are_media()
    {
        await SendAsync(
            new JsonObject
            {
                ["bodyHtml"] = "<p>x</p>",
                ["enclosures"] = new JsonArray(File("http://localhost/a.mp3"), File("https://e.org/b.mp3"), File("https://e.org/c.mp3")),
            }
        );

        var item = (await ReadAsync("/feeds/all.rss")).Descendants("item").Single();

        Assert.Equal("https://e.org/b.mp3", item.Elements("enclosure").Single().Attribute("url")!.Value);
        Assert.Equal(
            ["http://localhost/a.mp3", "https://e.org/c.mp3"],
            item.Elements(Media + "content").Select(file => file.Attribute("url")!.Value)
        );
    }

    [Theory]
    [InlineData("yue-HK", "zh-HK")]
    [InlineData("cmn-Hans-CN", "zh-Hans-CN")]
    [InlineData("arz", "ar")]
    [InlineData("iw", "he")]
    [InlineData("sr-Latn-RS", "sr-Latn-RS")]
    [InlineData("pt-BR", "pt-BR")]
    public async Task A_language_goes_by_a_code_that_readers_know(string sent, string shown)
    {
        await SendAsync(new JsonObject { ["bodyHtml"] = "<p>x</p>", ["language"] = sent });

        var rss = (await ReadAsync("/feeds/all.rss")).Descendants("item").Single();
        var atom = (await ReadAsync("/feeds/all.atom")).Descendants(Atom + "entry").Single();

        Assert.Equal(shown, rss.Attribute(Language)!.Value);
        Assert.Equal(shown, atom.Attribute(Language)!.Value);
    }

    [Theory]
    [InlineData("english")]
    [InlineData("zz")]
    [InlineData("x-klingon")]
    public async Task A_language_that_nobody_knows_is_refused(string language)
    {
        var answer = await PostAsync(new JsonObject { ["bodyHtml"] = "<p>x</p>", ["language"] = language });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData(
        "<audio controls src=\"https://e.org/talk%20one.mp3\"></audio>",
        "<p><audio src=\"https://e.org/talk%20one.mp3\"></audio> <a href=\"https://e.org/talk%20one.mp3\" rel=\"noopener\">talk one.mp3</a></p>"
    )]
    [InlineData(
        "<video controls><source src=\"https://e.org/v.mp4\" type=\"video/mp4\"></video>",
        "<p><video><source src=\"https://e.org/v.mp4\" type=\"video/mp4\"></video><br><a href=\"https://e.org/v.mp4\" rel=\"noopener\">v.mp4</a></p>"
    )]
    [InlineData(
        "<p><a href=\"https://e.org/\">See <video controls src=\"https://e.org/v.mp4\"></video></a></p>",
        "<p><a href=\"https://e.org/\" rel=\"noopener\">See <video src=\"https://e.org/v.mp4\"></video></a></p>"
    )]
    public async Task A_player_has_no_buttons_and_a_link_after_it(string body, string shown)
    {
        await SendAsync(new JsonObject { ["bodyHtml"] = body });

        var item = (await ReadAsync("/feeds/all.rss")).Descendants("item").Single();

        Assert.Equal(shown, item.Element(Content + "encoded")!.Value);
    }

    [Fact]
    public async Task A_byline_as_mail_programs_write_it_gives_no_address_away()
    {
        await SendAsync(
            new JsonObject
            {
                ["bodyHtml"] = "<p>x</p>",
                ["authors"] = new JsonArray(new JsonObject { ["name"] = "Jane Doe <jane@example.org>" }),
            }
        );

        var names = (await ReadAsync("/feeds/all.atom")).Descendants(Atom + "entry").Single().Descendants(Atom + "name");

        Assert.Equal("Jane Doe", names.Single().Value);
    }

    [Fact]
    public async Task The_list_of_feeds_is_the_same_as_html_and_as_plain_text()
    {
        await SendAsync(new JsonObject { ["bodyHtml"] = "<p>x</p>", ["tags"] = new JsonArray("a<b", "AT&T", "Salt & pepper") });

        var names = (await ReadAsync("/feeds/opml.xml"))
            .Descendants("outline")
            .Select(outline => outline.Attribute("text")!.Value)
            .ToList();

        Assert.Contains("Q & A: R & D", names);
        Assert.Contains("a‹b", names);
        Assert.Contains("AT & T", names);
        Assert.Contains("Salt & pepper", names);
        Assert.All(names, name => Assert.Equal([], ReaderRules.FaultsOf(name)));
    }

    [Fact]
    public async Task The_list_of_feeds_is_compressed_and_not_sent_twice()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/opml.xml");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var answer = await host.CreateClient().SendAsync(request);
        var again = new HttpRequestMessage(HttpMethod.Get, "/feeds/opml.xml");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);

        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        Assert.Equal("text/x-opml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await host.CreateClient().SendAsync(again)).StatusCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    private static JsonObject File(string address) =>
        new()
        {
            ["url"] = address,
            ["type"] = "audio/mpeg",
            ["bytes"] = 5,
        };

    private async Task SendAsync(JsonObject article) => Assert.Equal(HttpStatusCode.Created, (await PostAsync(article)).StatusCode);

    private Task<HttpResponseMessage> PostAsync(JsonObject article)
    {
        article["id"] = Guid.NewGuid().ToString("N");
        article["section"] = "gear";
        article["title"] ??= "Title";
        article["publishedAt"] = SyndicationHost.Start.AddHours(-1).ToString("O");
        return host.CreateNewsroom().PostAsync("/api/v1/articles", JsonContent.Create(article));
    }

    private async Task<XDocument> ReadAsync(string path) => XDocument.Parse(await host.CreateClient().GetStringAsync(path));
}
