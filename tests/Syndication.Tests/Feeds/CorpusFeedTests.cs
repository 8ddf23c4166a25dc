using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Operations;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Feeds;

/// <summary>Other people's feeds, pushed through the API and published again, are valid whatever they were.</summary>
public sealed class CorpusFeedTests(ITestOutputHelper output) : IDisposable
{
    private const int ItemsInSection = 200;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = XmlFeed.Content;
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictLatin1 = Encoding.GetEncoding(
        "iso-8859-1",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    );
    private readonly NewsroomHost host = new() { Settings = { ["Feeds:ItemCount"] = "500", ["Feeds:ByteBudget"] = "4500000" } };
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-corpus-").FullName;

    [CorpusFact("feeds")]
    public async Task Every_feed_that_an_xml_parser_can_read_is_published_again_without_a_fault()
    {
        var files = Directory
            .GetFiles(Path.Combine(Corpora.Folder, "feeds"), "*.xml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);
        var feeds = files.Select(CorpusItem.Of).Where(items => items.Count > 0).ToList();
        var sections = new Dictionary<string, IReadOnlyList<Article>>();
        foreach (var chunk in feeds.SelectMany(items => items).Chunk(ItemsInSection))
        {
            var section = $"corpus-{sections.Count}";
            sections[section] = await TakeInAsync(section, chunk);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var (section, articles) in sections)
            await CheckAsync(section, articles.ToDictionary(article => article.Id.ToString()));
        CheckWithFeedparser(sections);
        CheckWithHtml5lib();
        var taken = sections.Values.Sum(articles => articles.Count);
        output.WriteLine($"{feeds.Count} feeds, {feeds.Sum(items => items.Count)} items, {taken} taken in, {sections.Count} sections.");
        Assert.True(taken > 600, $"{taken} items");
    }

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<IReadOnlyList<Article>> TakeInAsync(string section, IEnumerable<CorpusItem> items)
    {
        await host.AddSectionAsync(section, section);
        var batch = new JsonArray([.. items.Select((item, index) => (JsonNode)item.ToJson($"{section}-{index}", section))]);
        var answer = await host.CreateNewsroom().PostAsync("/api/v1/articles:batch", JsonContent.Create(batch));
        var replies = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray();
        foreach (
            var refused in replies
                .Where(reply => (string?)reply!["outcome"] == "refused")
                .GroupBy(reply => reply!["errors"]!.ToJsonString())
        )
            output.WriteLine($"{section}: {refused.Count()} refused: {refused.Key}");
        var ids = replies
            .Select(reply => (string?)reply!["articleId"])
            .OfType<string>()
            .Select(id => new ArticleId(new Guid(id[9..])))
            .ToList();
        return await host.Articles.FindAsync(ids, CancellationToken.None);
    }

    private async Task CheckAsync(string section, Dictionary<string, Article> articles)
    {
        var client = host.CreateClient();
        var rss = XDocument.Parse(await SaveAsync(client, section, "rss"));
        var atom = XDocument.Parse(await SaveAsync(client, section, "atom"));
        using var json = JsonDocument.Parse(await SaveAsync(client, section, "json"));
        Assert.Equal([], XmlFeedRules.FaultsOf(rss, $"http://localhost/feeds/sections/{section}.rss"));
        Assert.Equal([], XmlFeedRules.FaultsOf(atom, $"http://localhost/feeds/sections/{section}.atom"));

        AssertSame(
            articles,
            rss.Descendants("item")
                .Select(item => new Read(
                    item.Element("guid")!.Value,
                    Seen(item.Element("title")!.Value),
                    item.Element("link")!.Value,
                    item.Element(Content + "encoded")!.Value
                ))
        );
        AssertSame(
            articles,
            json.RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(item => new Read(Text(item, "id"), Text(item, "title"), Text(item, "url"), Text(item, "content_html")))
        );
        var entries = atom.Root!.Elements(Atom + "entry").ToList();
        AssertSame(articles, entries.Select(ReadEntry));
        Assert.Equal(entries.Count, entries.Select(entry => entry.Element(Atom + "updated")!.Value).Distinct().Count());
        foreach (var article in articles.Values)
            Assert.Equal(
                [],
                ReaderRules.FaultsOf(entries.Single(entry => ReadEntry(entry).Id == article.Id.ToString()).Element(Atom + "content")!.Value)
            );
    }

    // One process for all files: what it reads, it reads as this service has it.
    private void CheckWithFeedparser(Dictionary<string, IReadOnlyList<Article>> sections)
    {
        var isRequired = Environment.GetEnvironmentVariable("SYNDICATION_REQUIRE_PEERS") == "1";
        if (!isRequired && Shell.Run("/usr/bin/python3 -c 'import feedparser'").ExitCode != 0)
        {
            output.WriteLine("python3-feedparser is not installed here: not read with it.");
            return;
        }

        var sources = sections.Keys.SelectMany(section => new[] { (section, "rss"), (section, "atom") }).ToList();
        var script = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers", "read.py");
        var (exit, json) = Shell.Run(
            $"cd {folder} && /usr/bin/python3 {script} {string.Join(' ', sources.Select(source => $"{source.section}.{source.Item2}"))}"
        );
        Assert.True(exit == 0, json);
        using var feeds = JsonDocument.Parse(json);
        foreach (var (feed, source) in feeds.RootElement.EnumerateArray().Zip(sources))
        {
            Assert.False(feed.GetProperty("bozo").GetBoolean(), source.ToString());
            AssertSame(
                sections[source.section].ToDictionary(article => article.Id.ToString()),
                feed.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => new Read(Text(item, "id"), TitleOf(item, source.Item2), Text(item, "link"), Text(item, "content"))),
                Feedparsed
            );
        }
    }

    private void CheckWithHtml5lib()
    {
        var isRequired = Environment.GetEnvironmentVariable("SYNDICATION_REQUIRE_PEERS") == "1";
        if (!isRequired && Shell.Run("/usr/bin/python3 -c 'import html5lib'").ExitCode != 0)
        {
            output.WriteLine("python3-html5lib is not installed here: not parsed with it.");
            return;
        }

        var script = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers", "html5.py");
        Assert.Equal((0, "[]\n"), Shell.Run($"cd {folder} && /usr/bin/python3 {script} *.rss *.atom"));
    }

    private async Task<string> SaveAsync(HttpClient client, string section, string format)
    {
        var text = await client.GetStringAsync($"/feeds/sections/{section}.{format}");
        await File.WriteAllTextAsync(Path.Combine(folder, $"{section}.{format}"), text);
        return text;
    }

    // What came in as UTF-8 read as Latin-1 and written again, as the encoding tests have it, feedparser turns back.
    private static string Feedparsed(string text)
    {
        try
        {
            return StrictUtf8.GetString(StrictLatin1.GetBytes(text));
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static void AssertSame(Dictionary<string, Article> articles, IEnumerable<Read> items, Func<string, string>? change = null)
    {
        change ??= text => text;
        var read = items.ToList();
        Assert.Equal(articles.Count, read.Count);
        Assert.Equal(articles.Count, read.DistinctBy(item => item.Id).Count());
        foreach (var item in read)
        {
            var sent = Expected(articles[item.Id]);
            Assert.Equal(sent with { Title = change(sent.Title), Body = change(sent.Body) }, item);
        }
    }

    private static Read Expected(Article article)
    {
        var link = FeedUri.Of(article.Url) ?? $"http://localhost/articles/{Uri.EscapeDataString(article.Slug)}";
        var body = article.BodyHtml.Replace("href=\"#", $"href=\"{FeedText.Html(link.Split('#')[0])}#", StringComparison.Ordinal);
        return new Read(article.Id.ToString(), FeedText.Line(article.Title), link, FeedText.Clean(body));
    }

    private static Read ReadEntry(XElement entry)
    {
        var title = entry.Element(Atom + "title")!;
        return new Read(
            entry.Element(Atom + "id")!.Value,
            (string?)title.Attribute("type") == "html" ? System.Net.WebUtility.HtmlDecode(title.Value) : title.Value,
            entry.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "alternate").Attribute("href")!.Value,
            entry.Element(Atom + "content")!.Value
        );
    }

    // In Atom a title says that it is HTML; in RSS feedparser guesses.
    private static string TitleOf(JsonElement item, string format) =>
        format == "atom" && Text(item, "title_type") == "text/html"
            ? System.Net.WebUtility.HtmlDecode(Text(item, "title"))
            : Seen(Text(item, "title"));

    // What keeps an end tag in a plain text from being taken for one.
    private static string Seen(string title) => title.Replace("\u2060", "", StringComparison.Ordinal);

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private sealed record Read(string Id, string Title, string Link, string Body);
}
