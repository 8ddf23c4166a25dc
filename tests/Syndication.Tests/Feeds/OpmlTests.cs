using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>The list of all feeds, also as readers that others wrote import it, over a real socket.</summary>
public sealed class OpmlTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Expected =
    [
        "all",
        "sections/gear",
        "sections/harbour",
        "authors/jane-doe",
        "authors/sigridur",
        "tags/r-and-d",
        "tags/tides",
    ];

    private readonly WatchedHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-opml-").FullName;

    public async Task InitializeAsync()
    {
        host.Listen();
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        await host.PublishAsync(
            FeedFixture.Plain("Draft") with
            {
                Draft = true,
                Tags = ["unseen"],
                Authors = [new(new("nobody"), "Nobody")],
            }
        );
    }

    [Fact]
    public async Task It_names_what_has_something_to_read_with_folders_that_carry_text_only()
    {
        var opml = XDocument.Parse(await GetAsync());

        Assert.Equal("2.0", opml.Root!.Attribute("version")!.Value);
        Assert.Equal(["head", "body"], opml.Root.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("Mon, 02 Mar 2026 06:00:00 GMT", opml.Descendants("dateModified").Single().Value);
        var folders = opml.Descendants("outline").Where(outline => outline.HasElements).ToList();
        Assert.Equal(["Sections", "Authors", "Tags"], folders.Select(folder => folder.Attribute("text")!.Value));
        Assert.All(folders, folder => Assert.Equal(["text"], folder.Attributes().Select(attribute => attribute.Name.LocalName)));
        var feeds = opml.Descendants("outline").Where(outline => !outline.HasElements).ToList();
        Assert.Equal(Expected.Select(Feed), feeds.Select(feed => feed.Attribute("xmlUrl")!.Value));
        Assert.All(feeds, feed => Assert.Equal("rss", feed.Attribute("type")!.Value));
        Assert.Equal("Gear & Tools", feeds[1].Attribute("text")!.Value);
    }

    [Fact]
    public async Task It_goes_out_as_feeds_do()
    {
        using var client = new HttpClient();
        var first = await client.GetAsync(host.Address + "/feeds/opml.xml");
        var head = await client.SendAsync(new(HttpMethod.Head, host.Address + "/feeds/opml.xml"));
        var again = new HttpRequestMessage(HttpMethod.Get, host.Address + "/feeds/opml.xml");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal("text/x-opml; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(TimeSpan.FromMinutes(5), first.Headers.CacheControl!.MaxAge);
        Assert.Equal((first.Headers.ETag, first.Content.Headers.ContentLength), (head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        await host.AddSectionAsync("culture", "Culture");
        Assert.Contains("/feeds/sections/culture.rss", await GetAsync(), StringComparison.Ordinal);
    }

    [PeerFact("command -v xmllint")]
    public async Task Xmllint_finds_it_and_the_sitemaps_well_formed()
    {
        using var client = new HttpClient();
        foreach (
            var path in new[] { "/feeds/opml.xml", "/sitemap.xml", "/sitemap-news.xml", "/sitemaps/pages.xml", "/sitemaps/2026-03.xml" }
        )
        {
            var (exit, output) = Shell.Run("xmllint --noout -", await client.GetStringAsync(host.Address + path));
            Assert.True(exit == 0, output);
        }
    }

    [PeerFact("command -v sfeed_opml_import")]
    public async Task Sfeed_imports_every_feed()
    {
        var (exit, output) = Shell.Run("sfeed_opml_import", await GetAsync());

        Assert.Equal(0, exit);
        Assert.Equal(Expected.Select(Feed), Addresses(output));
    }

    [PeerFact("newsboat --version")]
    public async Task Newsboat_imports_every_feed_and_exports_them_again()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "all.opml"), await GetAsync());
        await File.WriteAllTextAsync(Path.Combine(folder, "urls"), "");
        var newsboat = $"newsboat -u {folder}/urls -c {folder}/cache.db -C /dev/null";

        var (imported, report) = Shell.Run($"{newsboat} -i {folder}/all.opml");
        var (exported, opml) = Shell.Run($"{newsboat} -e");

        Assert.True(imported == 0, report);
        Assert.Equal(Expected.Select(Feed), Addresses(await File.ReadAllTextAsync(Path.Combine(folder, "urls"))));
        Assert.True(exported == 0, opml);
        Assert.Equal(Expected.Select(Feed), Addresses(opml));
    }

    [PeerFact("node --version && test -d {root}/tests/Syndication.Tests/Peers/node_modules/feedsmith")]
    public void Feedsmith_reads_every_feed_in_its_folder()
    {
        var peers = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers");
        var (exit, output) = Shell.Run($"node {peers}/opml.mjs {host.Address}/feeds/opml.xml");
        Assert.True(exit == 0, output);
        var read = JsonDocument.Parse(output).RootElement;

        Assert.Equal("The Test Post", read.GetProperty("title").GetString());
        Assert.Equal(
            ["", "Sections", "Sections", "Authors", "Authors", "Tags", "Tags"],
            read.GetProperty("feeds").EnumerateArray().Select(feed => feed.GetProperty("folder").GetString())
        );
        Assert.Equal(
            Expected.Select(Feed),
            read.GetProperty("feeds").EnumerateArray().Select(feed => feed.GetProperty("xmlUrl").GetString())
        );
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Feed(string scope) => $"{host.Address}/feeds/{scope}.rss";

    private IEnumerable<string> Addresses(string text) =>
        text.Split('"', '\'', ' ', '\n').Where(word => word.StartsWith(host.Address + "/feeds/", StringComparison.Ordinal));

    private async Task<string> GetAsync()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(host.Address + "/feeds/opml.xml");
    }
}
