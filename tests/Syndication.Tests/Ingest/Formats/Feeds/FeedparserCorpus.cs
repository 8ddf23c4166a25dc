using System.Text.Json;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>feedparser's test feeds and what it expects of them, served as its test server serves them.</summary>
internal static class FeedparserCorpus
{
    private static readonly string Root = Path.Combine(Corpora.Folder, "feeds", "feedparser");

    /// <summary>All expectations, by file.</summary>
    public static IEnumerable<(string File, IReadOnlyList<Expectation> Expectations)> Read()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "expected.json")));
        foreach (var file in expected.RootElement.EnumerateObject())
        {
            yield return (
                file.Name,
                [
                    .. file
                        .Value.GetProperty("expect")
                        .EnumerateArray()
                        .Select(triple => new Expectation(triple[0].GetString()!, triple[1].GetString()!, triple[2].Clone())),
                ]
            );
        }
    }

    /// <summary>The file as it comes from the server: its headers are lines of its first comment.</summary>
    public static SourceBytes Serve(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Root, file));
        var own = new Uri("http://127.0.0.1:8097/" + file);
        var location = ServedHeaders.Find(bytes, "Content-Location");
        return new SourceBytes(bytes, ServedHeaders.Find(bytes, "Content-Type"), location is null ? own : new Uri(own, location))
        {
            FileName = Path.GetFileName(file),
        };
    }
}

/// <summary>One thing that feedparser expects.</summary>
/// <param name="Path">In feedparser's words, such as <c>entries/0/title</c>.</param>
/// <param name="Operation">Mostly <c>==</c>.</param>
/// <param name="Value">What it compares with.</param>
internal sealed record Expectation(string Path, string Operation, JsonElement Value);
