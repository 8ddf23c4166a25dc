using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary><c>ingest read</c> as an operator runs it.</summary>
public sealed class IngestCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Golden.Folder, "formats", "feeds");

    private readonly CommandLine command = new();

    [Fact]
    public async Task It_prints_a_line_for_each_file_and_stores_nothing()
    {
        var atom = Path.Combine(Samples, "newsroom.atom");

        var (code, output, errors) = await command.RunAsync("ingest", "read", atom, Samples);

        Assert.Equal((0, ""), (code, errors));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            $$"""
            {"file":"{{atom}}","kind":"atom","title":"Zeitung","language":"de","items":[{"id":"tag:zeitung.example,2026:1","url":"https://zeitung.example/artikel/1","title":"Neue Brücke &amp; alter Hafen","summary":"Kurz.","contentHtml":"<p>Lang, mit <a href=\"https://zeitung.example/plan\">Plan</a>.</p>","authors":["Redaktion"],"tags":["Stadt"],"published":"2026-11-22T17:30:00Z","updated":"2026-11-23T07:00:00.5Z","enclosures":[{"url":"https://zeitung.example/bild.jpg","type":"image/jpeg","length":99}],"image":"https://zeitung.example/bild.jpg"}],"mended":[],"error":null}
            """,
            lines[0]
        );
        Assert.Equal(Directory.GetFiles(Samples).Order(), lines[1..].Select(line => Json(line).GetProperty("file").GetString()!).Order());
        Assert.DoesNotContain(Directory.GetFiles(command.DataFolder), file => file.EndsWith(".db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_feed_gives_what_is_readable_and_says_what_was_mended_and_what_is_missing()
    {
        var (_, output, _) = await command.RunAsync("ingest", "read", Path.Combine(Samples, "broken.rss"));

        var document = Json(output);
        var items = document.GetProperty("items");
        Assert.Equal(("rss", "Harbour & Bridge", "en-gb"), (Text(document, "kind"), Text(document, "title"), Text(document, "language")));
        Assert.Equal(("harbour-1", "https://harbour.example/ferry"), (Text(items[0], "id"), Text(items[0], "url")));
        Assert.Equal(("Ferry’s last trip", "<p>She left at <b>noon.</b></p>"), (Text(items[0], "title"), Text(items[0], "summary")));
        Assert.Equal("2026-11-23T07:00:00Z", Text(items[0], "published"));
        Assert.Equal(["Harbour desk"], items[0].GetProperty("authors").EnumerateArray().Select(author => author.GetString()));
        Assert.Equal("https://harbour.example/bridge.jpg", Text(items[1], "image"));
        string[] mended =
        [
            "text before the document",
            "an attribute without quotes",
            "an & that begins no known reference",
            "elements that were not closed",
            "entities that only HTML knows",
            "prefixes that nobody declared",
        ];
        Assert.Equal(mended.Order(), document.GetProperty("mended").EnumerateArray().Select(note => note.GetString()!).Order());
        Assert.Null(Text(document, "error"));
    }

    [Fact]
    public async Task Headers_that_a_test_file_names_are_taken_as_served_and_said_so()
    {
        var (_, output, _) = await command.RunAsync("ingest", "read", Path.Combine(Samples, "served.rss"));

        var document = Json(output);
        Assert.Equal("https://served.example/1", Text(document.GetProperty("items")[0], "url"));
        Assert.Contains(
            document.GetProperty("mended").EnumerateArray(),
            note => note.GetString()!.StartsWith("headers", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_named_and_the_others_are_read()
    {
        var (code, output, errors) = await command.RunAsync("ingest", "read", "nowhere.xml", Path.Combine(Samples, "newsroom.json"));

        Assert.Equal(1, code);
        Assert.StartsWith("nowhere.xml: ", errors, StringComparison.Ordinal);
        Assert.Equal("json-feed", Text(Json(output), "kind"));
    }

    [Fact]
    public async Task What_somebody_wrote_is_told_by_its_ending_and_what_is_no_text_stays_unknown()
    {
        var folder = Directory.CreateTempSubdirectory("written-");
        try
        {
            (string Name, string Text)[] files =
            [
                ("a.md", "---\ntitle: Of Markdown\ndate: 2026-01-02\n---\nSome *words*."),
                ("b.html", "<html lang=\"en\"><title>t</title><article><h1>Of a page</h1><p>Some words.</p></article></html>"),
                ("c.txt", "Of plain text\n\nSome words that are long enough to be a paragraph of their own.\n"),
                ("d.txt", "\u0001\u0002\u0003\u0004\u0005\u0006 no text"),
                ("e.txt", "{\"some\":\"json\"}"),
                ("f.json", "{\"some\":\"json\"}"),
                ("g.xml", "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"/>"),
            ];
            foreach (var (name, text) in files)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);

            var (code, output, _) = await command.RunAsync([
                "ingest",
                "read",
                .. files.Select(file => Path.Combine(folder.FullName, file.Name)),
            ]);

            var read = output.TrimEnd('\n').Split('\n').Select(Json).ToList();
            Assert.Equal(0, code);
            Assert.Equal(["markdown", "html", "text", "unknown", "unknown", "unknown", "rdf"], read.Select(line => Text(line, "kind")!));
            Assert.Equal(
                ["Of Markdown", "Of a page", "Of plain text"],
                read.Take(3).Select(line => Text(line.GetProperty("items")[0], "title")!)
            );
            Assert.All(read.Take(3), line => Assert.Null(Text(line, "error")));
            Assert.Equal("2026-01-02T00:00:00Z", Text(read[0].GetProperty("items")[0], "published"));
            Assert.Contains("<em>words</em>", Text(read[0].GetProperty("items")[0], "contentHtml")!, StringComparison.Ordinal);
            Assert.Equal((0, null), (read[6].GetProperty("items").GetArrayLength(), Text(read[6], "error")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_path_it_says_how_to_use_it()
    {
        var (code, _, errors) = await command.RunAsync("ingest", "read");

        Assert.Equal(2, code);
        Assert.Contains("read", errors, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();

    private static JsonElement Json(string line) => JsonDocument.Parse(line).RootElement;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
