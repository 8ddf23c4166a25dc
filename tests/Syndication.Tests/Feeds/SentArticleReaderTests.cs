using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Articles;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What a newsroom sends through the API, as readers that others wrote give it back: every item, author, date and content.</summary>
public sealed class SentArticleReaderTests : IAsyncLifetime, IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string Peers = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers");
    private readonly WatchedHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-peers-").FullName;

    public async Task InitializeAsync()
    {
        host.Listen();
        await host.AddSectionAsync("gear", "Gear & Tools");
        var batch = new JsonArray([.. SentArticle.Awkward.Select((article, index) => (JsonNode)article.ToJson(index))]);
        var answer = await host.CreateNewsroom().PostAsync("/api/v1/articles:batch", JsonContent.Create(batch));
        Assert.Equal(SentArticle.Awkward.Count, (int)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["created"]!);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [PeerFact(Python + " -c 'import feedparser'")]
    public void Feedparser_gives_back_what_was_sent_and_is_answered_304_the_second_time()
    {
        var feeds = Json($"{Python} {Peers}/read.py {host.Address}/feeds/sections/gear.rss {host.Address}/feeds/sections/gear.atom");

        foreach (var (feed, isAtom) in feeds.EnumerateArray().Zip([false, true]))
        {
            Assert.False(feed.GetProperty("bozo").GetBoolean());
            Assert.Equal(304, feed.GetProperty("again").GetInt32());
            AssertSent(feed.GetProperty("items"), isAtom ? int.MaxValue : 1, summaryIsHtml: !isAtom);
        }
    }

    [PeerFact("node --version && test -d {root}/tests/Syndication.Tests/Peers/node_modules/feedsmith")]
    public void Feedsmith_and_rss_parser_give_back_what_was_sent_and_the_schema_finds_no_fault()
    {
        var read = Json($"node {Peers}/read.mjs {host.Address}/feeds/sections/gear");

        AssertSent(read.GetProperty("feedsmith").GetProperty("rss"), files: 1, summaryIsHtml: true);
        AssertSent(read.GetProperty("feedsmith").GetProperty("atom"));
        AssertSent(read.GetProperty("feedsmith").GetProperty("json"));
        // It knows one author an item, no files in Atom, and no summary beside a text.
        AssertSent(read.GetProperty("rssParser").GetProperty("rss"), files: 1, authors: 1, hasSummary: false);
        AssertSent(read.GetProperty("rssParser").GetProperty("atom"), files: 0, authors: 1, hasSummary: false);
        Assert.Equal("[]", read.GetProperty("schemaFaults").GetRawText());
    }

    [PeerFact("command -v r2e")]
    public void Rss2email_delivers_every_item_once_and_is_answered_304_the_second_time()
    {
        foreach (var name in new[] { "cur", "new", "tmp" })
            Directory.CreateDirectory(Path.Combine(folder, "mail", name));
        File.WriteAllText(
            Path.Combine(folder, "r2e.cfg"),
            $"""
            [DEFAULT]
            from = feeds@test.invalid
            to = reader@test.invalid
            email-protocol = maildir
            maildir-path = {folder}
            maildir-mailbox = mail
            html-mail = True
            date-header = True
            """
        );
        // Its own folder for temporary files: rss2email locks one file for all its runs.
        var r2e = $"cd {folder} && TMPDIR={folder} r2e -c r2e.cfg -d r2e.json";
        Run($"{r2e} add gear {host.Address}/feeds/sections/gear.rss");
        Run($"{r2e} run");
        Assert.Equal([200], host.AnswersTo("/feeds/sections/gear.rss"));
        Run($"{r2e} run");
        Assert.Equal([304], host.AnswersTo("/feeds/sections/gear.rss"));

        var mails = Json($"{Python} {Peers}/mails.py {folder}/mail/new").EnumerateArray().ToDictionary(mail => Text(mail, "link"));
        Assert.Equal(SentArticle.Awkward.Count, mails.Count);
        foreach (var (article, index) in SentArticle.Awkward.Select((article, index) => (article, index)))
        {
            var mail = mails[$"{host.Address}/articles/{article.Id}"];
            Assert.Equal(article.Shown, Text(mail, "subject"));
            Assert.Equal(SentArticle.PublishedAt(index), DateTimeOffset.Parse(Text(mail, "date")));
            Assert.Equal(Words(article.Content), Words(Text(mail, "body")));
            if (article.Authors is [var only])
                Assert.Contains(only, Text(mail, "from"), StringComparison.Ordinal);
        }
    }

    [PeerFact("newsboat --version")]
    public void Newsboat_keeps_what_was_sent_and_is_answered_304_from_its_third_fetch_on()
    {
        foreach (var format in new[] { "rss", "atom" })
        {
            var path = $"/feeds/sections/gear.{format}";
            File.WriteAllText(Path.Combine(folder, "urls"), $"{host.Address}{path}\n");
            File.Delete(Path.Combine(folder, "cache.db"));
            for (var fetch = 0; fetch < 3; fetch++)
                Run($"cd {folder} && newsboat -u urls -c cache.db -C /dev/null -x reload");
            Assert.Equal([200, 200, 304], host.AnswersTo(path));

            var items = Json($"{Python} {Peers}/newsboat.py {folder}/cache.db").EnumerateArray().ToDictionary(item => Text(item, "link"));
            Assert.Equal(SentArticle.Awkward.Count, items.Count);
            foreach (var (article, index) in SentArticle.Awkward.Select((article, index) => (article, index)))
            {
                var item = items[$"{host.Address}/articles/{article.Id}"];
                Assert.Equal(article.Shown, Text(item, "title"));
                Assert.Equal(SentArticle.PublishedAt(index).ToUnixTimeSeconds(), item.GetProperty("published").GetInt64());
                Assert.Equal(article.Content, Text(item, "content"));
            }
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void AssertSent(
        JsonElement items,
        int files = int.MaxValue,
        int authors = int.MaxValue,
        bool hasSummary = true,
        bool summaryIsHtml = false
    )
    {
        Assert.Equal(SentArticle.Awkward.Count, items.GetArrayLength());
        foreach (
            var (item, (article, index)) in items.EnumerateArray().Zip(SentArticle.Awkward.Select((article, index) => (article, index)))
        )
        {
            Assert.Equal(article.Shown, Text(item, "title"));
            Assert.Equal($"{host.Address}/articles/{article.Id}", Text(item, "link"));
            Assert.StartsWith("urn:uuid:", Text(item, "id"), StringComparison.Ordinal);
            Assert.Equal(SentArticle.PublishedAt(index), DateTimeOffset.Parse(Text(item, "published")));
            Assert.Equal(article.Content, Text(item, "content"));
            Assert.Equal(article.Authors.Take(authors), Strings(item, "authors"));
            Assert.Equal(article.Files.Take(files), Strings(item, "enclosures"));
            if (!hasSummary)
                continue;
            var summary = Text(item, "summary");
            Assert.Equal(article.ShownSummary, summaryIsHtml ? WebUtility.HtmlDecode(summary) : summary);
        }
    }

    // rss2email writes the text into a page of its own, with void elements closed: what it may not change are the words.
    private static string Words(string html) =>
        string.Join(' ', PlainText.Of(html).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    private static IEnumerable<string?> Strings(JsonElement item, string name) =>
        item.GetProperty(name).EnumerateArray().Select(text => text.GetString());

    private static JsonElement Json(string command) => JsonDocument.Parse(Run(command)).RootElement;

    private static string Run(string command)
    {
        var (exit, output) = Shell.Run(command);
        Assert.True(exit == 0, output);
        return output;
    }
}
