using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Operations;
using Syndication.Tests.Subscribers;

namespace Syndication.Tests.Pages;

/// <summary>Whatever page of ours a reader's address is taken from, it leads to feeds.</summary>
public sealed class AutodiscoveryTests : IDisposable
{
    // Frames are part of other sites' pages.
    private static readonly string[] Heads = ["{{#> parts/page}}", "{{#> parts/framed}}"];

    private static readonly string[] Types = ["application/rss+xml", "application/atom+xml", "application/feed+json"];
    private readonly ReaderHost host = new();

    [Fact]
    public async Task Every_page_that_we_answer_names_the_publications_feeds()
    {
        await host.ReadyAsync();
        await host.PublishAsync(
            Pieces.In("gear", "A compass") with
            {
                Slug = "compass",
                Tags = ["tides"],
                Authors = [new(new("jane"), "Jane")],
            }
        );
        var withdrawn = await host.PublishAsync(Pieces.In("gear", "Withdrawn") with { Slug = "withdrawn" });
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();
        await host.Database.WriteAsync((db, ct) => publisher.WithdrawAsync(db, withdrawn, ct), CancellationToken.None);
        var reader = await host.SubscribeAsync();
        var handle = reader.Subscriber.Handle;
        (string Address, int Status)[] pages =
        [
            ("/", 200),
            ("/sections/gear", 200),
            ("/articles/compass", 200),
            ("/authors/jane", 200),
            ("/tags/tides", 200),
            ("/feeds", 200),
            ("/subscribe", 200),
            ("/preferences/link", 200),
            (host.Links.Preferences(handle, 0), 200),
            (host.Links.Unsubscribe(handle, 0), 200),
            (host.Links.Confirm(handle, 1), 200),
            (host.Links.Disown(handle, 1), 200),
            ("/preferences/nonsense", 404),
            ("/confirm/nonsense", 404),
            ("/unsubscribe/nonsense", 404),
            ("/feeds/readers/nonsense.rss", 404),
            ("/admin/login", 200),
            ("/articles/withdrawn", 410),
            ("/articles/none", 404),
            ("/none/at/all", 404),
            ("/feeds/sections/none.rss", 404),
        ];
        foreach (var (address, status) in pages)
        {
            var answer = await BrowseAsync(address);

            Assert.True(status == (int)answer.StatusCode, $"{address}: {answer.StatusCode}");
            AssertDiscovered(address, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public void Every_template_of_a_page_has_the_head_that_names_them()
    {
        var templates = Path.Combine(ProjectRoot.Find(), "templates");
        var others = Directory
            .GetFiles(Path.Combine(templates, "pages"))
            .Where(file => !Heads.Any(head => File.ReadAllText(file).StartsWith(head, StringComparison.Ordinal)))
            .Select(Path.GetFileName);

        Assert.Empty(others);
        Assert.Contains("{{#each head.feeds}}", File.ReadAllText(Path.Combine(templates, "parts", "page.html.hbs")));
    }

    public void Dispose() => host.Dispose();

    private static void AssertDiscovered(string address, IDocument page)
    {
        var links = page.Head!.QuerySelectorAll("link[rel]").Where(link => link.GetAttribute("rel")!.Contains("alternate")).ToList();
        Assert.True(links.Count >= 3 && links.Count % 3 == 0, $"{address}: {links.Count} feeds");
        Assert.All(links, link => Assert.Equal("alternate", link.GetAttribute("rel")));
        Assert.Equal(Enumerable.Repeat(Types, links.Count / 3).SelectMany(types => types), links.Select(link => link.GetAttribute("type")));
        Assert.Equal(
            [
                ("The Test Post (RSS)", "http://localhost/feeds/all.rss"),
                ("The Test Post (Atom)", "http://localhost/feeds/all.atom"),
                ("The Test Post (JSON Feed)", "http://localhost/feeds/all.json"),
            ],
            links.TakeLast(3).Select(link => (link.GetAttribute("title")!, link.GetAttribute("href")!))
        );
        Assert.NotNull(page.QuerySelector("link[rel=icon][href='/favicon.ico']"));
        Assert.NotNull(page.QuerySelector("link[rel=icon][type='image/svg+xml']"));
        Assert.NotNull(page.QuerySelector("link[rel=apple-touch-icon]"));
    }

    private Task<HttpResponseMessage> BrowseAsync(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        return host.Browser.SendAsync(request);
    }
}
