using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>Bodies as content systems deliver them, through the API and into readers that others wrote.</summary>
public sealed class CmsBodyTests : IAsyncLifetime, IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string[] Systems = ["arc", "classic", "ghost", "gutenberg", "medium", "substack"];
    private static readonly string Peers = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers");
    private readonly WatchedHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-cms-").FullName;

    public async Task InitializeAsync()
    {
        host.Listen();
        await host.AddSectionAsync("gear", "Gear");
        foreach (var (system, index) in Systems.Select((system, index) => (system, index)))
        {
            var article = new JsonObject
            {
                ["id"] = system,
                ["section"] = "gear",
                ["title"] = system,
                ["url"] = UrlOf(system),
                ["bodyHtml"] = await File.ReadAllTextAsync(Path.Combine(Golden.Folder, "cms", system + ".html")),
                ["publishedAt"] = SentArticle.PublishedAt(index).ToString("O"),
            };
            var answer = await host.CreateNewsroom().PostAsync("/api/v1/articles", JsonContent.Create(article));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Each_looks_as_agreed_and_none_has_a_fault()
    {
        using var http = new HttpClient();
        foreach (var format in new[] { "rss", "atom" })
        {
            var address = $"{host.Address}/feeds/sections/gear.{format}";
            Assert.Equal([], XmlFeedRules.FaultsOf(XDocument.Parse(await http.GetStringAsync(address)), address));
        }

        using var json = JsonDocument.Parse(await http.GetStringAsync($"{host.Address}/feeds/sections/gear.json"));
        var items = json.RootElement.GetProperty("items").EnumerateArray().ToDictionary(item => Text(item, "title"));
        foreach (var system in Systems)
        {
            var content = Text(items[system], "content_html");
            Assert.Equal([], ReaderRules.FaultsOf(content));
            Golden.Matches($"cms/{system}.shown.html", content);
        }
    }

    [PeerFact(Python + " -c 'import feedparser'")]
    public void Feedparser_shows_them()
    {
        var feeds = Json($"{Python} {Peers}/read.py {host.Address}/feeds/sections/gear.rss {host.Address}/feeds/sections/gear.atom");

        Assert.All(feeds.EnumerateArray(), feed => AssertShown(feed.GetProperty("items")));
    }

    [PeerFact("node --version && test -d {root}/tests/Syndication.Tests/Peers/node_modules/feedsmith")]
    public void Feedsmith_and_rss_parser_show_them_and_the_schema_finds_no_fault()
    {
        var read = Json($"node {Peers}/read.mjs {host.Address}/feeds/sections/gear");

        Assert.All(["rss", "atom", "json"], format => AssertShown(read.GetProperty("feedsmith").GetProperty(format)));
        Assert.All(["rss", "atom"], format => AssertShown(read.GetProperty("rssParser").GetProperty(format)));
        Assert.Equal("[]", read.GetProperty("schemaFaults").GetRawText());
    }

    [PeerFact("newsboat --version")]
    public void Newsboat_shows_them()
    {
        File.WriteAllText(Path.Combine(folder, "urls"), $"{host.Address}/feeds/sections/gear.rss\n");
        Run($"cd {folder} && newsboat -u urls -c cache.db -C /dev/null -x reload");

        AssertShown(Json($"{Python} {Peers}/newsboat.py {folder}/cache.db"));
    }

    [PeerFact("command -v rsstail")]
    public void Rsstail_which_asks_by_head_first_lists_them()
    {
        foreach (var format in new[] { "rss", "atom" })
        {
            var listed = Run($"rsstail -1 -N -l -n 50 -u {host.Address}/feeds/sections/gear.{format}");

            Assert.All(Systems, system => Assert.Contains(UrlOf(system), listed, StringComparison.Ordinal));
            Assert.All(host.AnswersTo($"/feeds/sections/gear.{format}"), status => Assert.Equal(200, status));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string UrlOf(string system) => "https://paper.example/" + system;

    private static void AssertShown(JsonElement items)
    {
        var shown = items.EnumerateArray().ToDictionary(item => Text(item, "link"), item => Text(item, "content"));
        Assert.Equal(Systems.Length, shown.Count);
        foreach (var system in Systems)
            Assert.Equal(File.ReadAllText(Path.Combine(Golden.Folder, "cms", system + ".shown.html")), shown[UrlOf(system)]);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    private static JsonElement Json(string command) => JsonDocument.Parse(Run(command)).RootElement;

    private static string Run(string command)
    {
        var (exit, output) = Shell.Run(command);
        Assert.True(exit == 0, output);
        return output;
    }
}
