using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>The feeds as readers that others wrote fetch them, over a real socket.</summary>
public sealed class ReaderTests : IAsyncLifetime, IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly SyndicationHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-readers-").FullName;
    private string address = "";

    public async Task InitializeAsync()
    {
        address = $"http://127.0.0.1:{FreePort()}";
        host.Settings["Publication:BaseAddress"] = address;
        host.UseKestrel(new Uri(address).Port);
        host.StartServer();
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        await host.PublishAsync(FeedFixture.RightToLeft());
        await host.PublishAsync(FeedFixture.Plain("One"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [PeerFact(Python + " -c 'import feedparser'")]
    public void Feedparser_reads_every_item_as_sent_and_gets_304_the_second_time()
    {
        foreach (var format in new[] { "rss", "atom" })
        {
            var read = Run(
                $$"""
                import feedparser, json
                first = feedparser.parse("{{address}}/feeds/all.{{format}}")
                again = feedparser.parse("{{address}}/feeds/all.{{format}}", etag=first.etag, modified=first.modified)
                rich = [e for e in first.entries if e.title.startswith("Why")][0]
                print(json.dumps({"status": first.status, "again": again.status, "bozo": bool(first.bozo), "titles": [e.title for e in first.entries],
                  "authors": [a.name for a in rich.authors], "published": rich.published_parsed[:6], "updated": rich.updated_parsed[:6],
                  "content": rich.content[0].value, "summary": rich.summary, "image": rich.media_content[0]["url"],
                  "files": [f.href for f in rich.enclosures], "language": rich.content[0].language}))
                """
            );

            Assert.Equal(200, read.GetProperty("status").GetInt32());
            Assert.Equal(304, read.GetProperty("again").GetInt32());
            Assert.False(read.GetProperty("bozo").GetBoolean());
            Assert.Equal(["One", "Why 3 < 4 & other sums", "مقاعد الميناء"], Strings(read, "titles"));
            Assert.Equal(["Jane Doe", "Sigríður Þórhallsdóttir"], Strings(read, "authors"));
            Assert.Equal("[2026, 3, 2, 4, 0, 0]", read.GetProperty("published").GetRawText());
            Assert.Equal("[2026, 3, 2, 5, 0, 0]", read.GetProperty("updated").GetRawText());
            Assert.Contains("<p>Größe, 東京, 😀.</p>", read.GetProperty("content").GetString());
            Assert.Equal("A sign, a tide & a subtraction: 3 < 4.", WebUtility.HtmlDecode(read.GetProperty("summary").GetString()));
            Assert.Equal("https://images.example.org/flats.jpg?w=1&h=2", read.GetProperty("image").GetString());
            Assert.Equal("https://audio.example.org/a.mp3", Strings(read, "files")[0]);
            Assert.Equal("en-GB", read.GetProperty("language").GetString());
        }
    }

    [PeerFact(Python + " -c 'import feedparser'")]
    public async Task Feedparser_walks_back_to_every_article()
    {
        for (var month = 0; month < 4; month++)
        {
            host.Clock.Advance(TimeSpan.FromDays(31));
            for (var i = 0; i < 20; i++)
                await host.PublishAsync(FeedFixture.Plain($"Piece {month}.{i}") with { PublishedAt = null });
        }

        foreach (var format in new[] { "rss", "atom" })
        {
            var read = Run(
                $$"""
                import feedparser, json
                address, pages, ids, bozo = "{{address}}/feeds/sections/gear.{{format}}", 0, set(), False
                while address:
                    feed = feedparser.parse(address)
                    pages, bozo = pages + 1, bozo or bool(feed.bozo)
                    ids |= {e.id for e in feed.entries}
                    address = next((l.href for l in feed.feed.links if l.rel == "prev-archive"), None)
                print(json.dumps({"pages": pages, "ids": len(ids), "bozo": bozo}))
                """
            );

            Assert.Equal(83, read.GetProperty("ids").GetInt32());
            Assert.InRange(read.GetProperty("pages").GetInt32(), 3, 6);
            Assert.False(read.GetProperty("bozo").GetBoolean());
        }
    }

    [PeerFact("newsboat --version")]
    public void Newsboat_reads_both_forms()
    {
        foreach (var format in new[] { "rss", "atom" })
        {
            File.WriteAllText(Path.Combine(folder, "urls"), $"{address}/feeds/all.{format}\n");
            var (exit, output) = Shell.Run(
                $"cd {folder} && rm -f cache.db && newsboat -u urls -c cache.db -C /dev/null -x reload && newsboat -u urls -c cache.db -C /dev/null -x print-unread"
            );
            Assert.True(exit == 0, output);
            Assert.Contains("3 unread articles", output);
        }
    }

    [PeerFact("command -v sfeed")]
    public async Task Sfeed_reads_dates_titles_and_links()
    {
        using var client = new HttpClient();
        foreach (var format in new[] { "rss", "atom" })
        {
            var (exit, output) = Shell.Run("sfeed", await client.GetStringAsync($"{address}/feeds/all.{format}"));
            var rich = output.Split('\n').Single(line => line.Contains("Why", StringComparison.Ordinal)).Split('\t');

            Assert.Equal(0, exit);
            Assert.Equal(SyndicationHost.Start.AddHours(-2).ToUnixTimeSeconds().ToString(), rich[0]);
            Assert.Equal("Why 3 < 4 & other sums", rich[1]);
            Assert.Equal(address + "/articles/why-3-4-and-other-sums", rich[2]);
            Assert.Equal("Jane Doe", rich[6]);
        }
    }

    [PeerFact("command -v xmllint")]
    public async Task Xmllint_finds_them_well_formed()
    {
        using var client = new HttpClient();
        foreach (var path in new[] { "/feeds/all.rss", "/feeds/all.atom" })
        {
            var (exit, output) = Shell.Run("xmllint --noout -", await client.GetStringAsync(address + path));
            Assert.True(exit == 0, output);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private JsonElement Run(string script)
    {
        var file = Path.Combine(folder, "script.py");
        File.WriteAllText(file, script);
        var (exit, output) = Shell.Run($"{Python} {file}");
        Assert.True(exit == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    private static List<string?> Strings(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(text => text.GetString())];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
