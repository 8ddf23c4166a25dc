using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Syndication.Ingest;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>Every file of the corpus of feeds: read within its time, and what was read published again.</summary>
public sealed class FeedCorpusTests(ITestOutputHelper output) : IDisposable
{
    private const int ItemsInSection = 200;
    private const long Growth = 16 << 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly NewsroomHost host = new() { Settings = { ["Feeds:ItemCount"] = "500", ["Feeds:ByteBudget"] = "4500000" } };
    private readonly FeedReader reader = new();

    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path.Combine(Corpora.Folder, "feeds"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    [CorpusFact("feeds")]
    public void No_file_crashes_takes_a_second_or_leaves_memory_behind()
    {
        ReadAll();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var (count, feeds, items, errors, slowest) = ReadAll();

        var left = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(
            $"{count} files, {feeds} feeds, {items} items, {errors} ended early, slowest {slowest.TotalMilliseconds:F1} ms, {left / 1000} KB left"
        );
        Assert.True(count > 1800, $"{count} files");
        Assert.True(feeds > 1700, $"{feeds} feeds");
        Assert.InRange(slowest, TimeSpan.Zero, Limit);
        Assert.InRange(left, long.MinValue, Growth);
    }

    [CorpusFact("feeds")]
    public async Task What_was_read_is_published_again_without_a_fault()
    {
        var read = Files.SelectMany(file => ItemsOf(file)).ToList();
        var taken = 0;
        var sections = 0;
        foreach (var chunk in read.Chunk(ItemsInSection))
        {
            var section = $"corpus-{sections++}";
            taken += await TakeInAsync(section, chunk);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var format in new[] { "rss", "atom" })
            {
                var text = await host.CreateClient().GetStringAsync($"/feeds/sections/{section}.{format}");
                Assert.Equal([], XmlFeedRules.FaultsOf(XDocument.Parse(text), $"http://localhost/feeds/sections/{section}.{format}"));
            }

            using var json = JsonDocument.Parse(await host.CreateClient().GetStringAsync($"/feeds/sections/{section}.json"));
        }

        output.WriteLine($"{read.Count} items read, {taken} taken in, {sections} sections.");
        Assert.True(taken > 900, $"{taken} items");
    }

    public void Dispose() => host.Dispose();

    private (int Count, int Feeds, int Items, int Errors, TimeSpan Slowest) ReadAll()
    {
        var (count, feeds, items, errors, slowest) = (0, 0, 0, 0, TimeSpan.Zero);
        foreach (var file in Files)
        {
            var bytes = File.ReadAllBytes(file);
            var started = Stopwatch.GetTimestamp();
            var document = reader.Read(new SourceBytes(bytes, null, null), CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(started);
            count++;
            feeds += document is null ? 0 : 1;
            items += document?.Items.Count ?? 0;
            errors += document?.Error is null ? 0 : 1;
            slowest = took > slowest ? took : slowest;
        }

        return (count, feeds, items, errors, slowest);
    }

    // What has neither title nor text cannot be published.
    private IEnumerable<SourceItem> ItemsOf(string file) =>
        reader
            .Read(new SourceBytes(File.ReadAllBytes(file), null, new Uri("https://example.org/feed")), CancellationToken.None)
            ?.Items.Where(item => !item.IsWithdrawn && (item.ContentHtml ?? item.Summary ?? item.Title) is not null)
        ?? [];

    private async Task<int> TakeInAsync(string section, SourceItem[] items)
    {
        await host.AddSectionAsync(section, section);
        var batch = new JsonArray([.. items.Select((item, index) => (JsonNode)ToJson(item, $"{section}-{index}", section))]);
        var answer = await host.CreateNewsroom().PostAsync("/api/v1/articles:batch", JsonContent.Create(batch));
        var replies = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray();
        foreach (var refused in replies.Where(IsRefused).GroupBy(reply => reply!["errors"]!.ToJsonString()))
            output.WriteLine($"{section}: {refused.Count()} refused: {refused.Key}");
        return replies.Count(reply => !IsRefused(reply));
    }

    private static bool IsRefused(JsonNode? reply) => (string?)reply!["outcome"] == "refused";

    private static JsonObject ToJson(SourceItem item, string id, string section)
    {
        var document = SourceMapping.ToDocument(item) with
        {
            Section = section,
            Sections = [],
            Title = string.IsNullOrWhiteSpace(item.Title) ? "Without a title" : item.Title,
            BodyHtml = item.ContentHtml ?? item.Summary ?? item.Title,
        };
        var json = JsonSerializer.SerializeToNode(document, IngestJson.Default.ArticleDocument)!.AsObject();
        json["id"] = id;
        return json;
    }
}
