using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Pages;

public sealed class SearchPageTests : IAsyncLifetime, IDisposable
{
    private readonly SyndicationHost host = new();

    public Task InitializeAsync() => host.WithSectionsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task It_shows_what_is_found_and_how_the_search_is_followed()
    {
        await host.PublishAsync(FeedFixture.Rich("Salt pans"));
        await host.PublishAsync(FeedFixture.Plain("Boots"));

        var (answer, page) = await GetAsync("/search?q=%22SALT++pans%22");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal(["Salt pans"], page.QuerySelectorAll(".card h3").Select(title => title.TextContent));
        Assert.Equal("One article was found.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("\"salt pans\"", page.QuerySelector<IHtmlInputElement>("main input[name=q]")!.Value);
        string[] feeds =
        [
            .. new[] { "rss", "atom", "json" }.Select(format => $"http://localhost/feeds/search.{format}?q=%22salt%20pans%22"),
        ];
        Assert.Equal(feeds, page.QuerySelectorAll("head link[rel=alternate]").Take(3).Select(link => link.GetAttribute("href")!));
        Assert.Equal(feeds, page.QuerySelectorAll("main .follow a").Select(link => link.GetAttribute("href")!));
        foreach (var feed in feeds)
            Assert.Equal(HttpStatusCode.OK, (await host.CreateClient().GetAsync(feed)).StatusCode);
    }

    [Fact]
    public async Task What_is_typed_is_shown_as_text_and_nothing_found_is_said()
    {
        var (_, page) = await GetAsync("/search?q=%3Cscript%3Ealert(1)%3C/script%3E+%22x");

        Assert.Equal("Nothing was found.", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Equal("Search: script>alert(1)</script x · The Test Post", page.Title);
    }

    [Theory]
    [InlineData("/search", 200, null)]
    [InlineData("/search?q=+", 200, null)]
    [InlineData("/search?q=-gear", 400, "A search needs at least one word that is to be found, beside those that are not.")]
    public async Task Without_a_search_there_is_the_box_and_what_is_wrong(string address, int status, string? fault)
    {
        var (answer, page) = await GetAsync(address);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(fault, page.QuerySelector("[role=alert]")?.TextContent);
        Assert.NotNull(page.QuerySelector("main form[role=search] label[for=q]"));
        Assert.Null(page.QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task More_than_fifty_are_said_to_be_the_newest()
    {
        for (var i = 0; i < 51; i++)
            await host.PublishAsync(FeedFixture.Plain($"Gear {i}", i));

        var (_, page) = await GetAsync("/search?q=gear");

        Assert.Equal(50, page.QuerySelectorAll(".card").Length);
        Assert.Equal("The 50 newest of the articles that were found.", page.QuerySelector("[role=status]")!.TextContent);
    }

    [Fact]
    public async Task Every_page_has_one_labelled_search_box_and_names_the_description_of_the_search()
    {
        foreach (var address in new[] { "/", "/sections/gear", "/feeds", "/search" })
        {
            var (_, page) = await GetAsync(address);
            var box = Assert.Single(page.QuerySelectorAll("form[role=search] input[name=q]"));
            Assert.NotNull(page.QuerySelector($"label[for='{box.Id}']"));
            Assert.Equal("http://localhost/search", box.Closest("form")!.GetAttribute("action"));
            Assert.Equal("http://localhost/opensearch.xml", page.QuerySelector("link[rel=search]")!.GetAttribute("href"));
        }

        var description = XDocument.Parse(await host.CreateClient().GetStringAsync("/opensearch.xml")).Root!;
        var search = XNamespace.Get("http://a9.com/-/spec/opensearch/1.1/");
        Assert.Equal(search + "OpenSearchDescription", description.Name);
        Assert.Equal("The Test Post", description.Element(search + "ShortName")!.Value);
        Assert.Equal(4, description.Elements(search + "Url").Count());
        Assert.All(
            description.Elements(search + "Url"),
            url => Assert.EndsWith("?q={searchTerms}", url.Attribute("template")!.Value, StringComparison.Ordinal)
        );
    }

    private async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> GetAsync(string address)
    {
        var answer = await host.CreateClient().GetAsync(address);
        return (answer, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }
}
