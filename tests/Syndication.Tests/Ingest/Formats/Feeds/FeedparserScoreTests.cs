using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>
/// feedparser's expectations that speak of what our model holds. A text counts as <c>exact</c> where it is the same; feedparser cleans
/// HTML while it reads and this service does when it stores, so one that is HTML and differs counts as <c>cleaned</c> where both are the
/// same after our own cleaning.
/// </summary>
public sealed partial class FeedparserScoreTests(ITestOutputHelper output)
{
    private const double Bar = 0.97;
    private readonly FeedReader reader = new();
    private readonly HtmlCleaner cleaner = new();
    private readonly SortedDictionary<string, int[]> groups = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> notHeld = new(StringComparer.Ordinal);

    [CorpusFact("feeds/feedparser")]
    public void At_least_97_in_100_of_what_feedparser_expects_is_read()
    {
        foreach (var (file, expectations) in FeedparserCorpus.Read())
        {
            var source = FeedparserCorpus.Serve(file);
            var document = reader.Read(source, CancellationToken.None) ?? SourceDocument.Refused(SourceKinds.Unknown, "no feed");
            foreach (var expectation in expectations)
                Count(file, expectation, document, source);
        }

        foreach (var (group, (exact, cleaned, wrong)) in groups.Select(pair => (pair.Key, (pair.Value[0], pair.Value[1], pair.Value[2]))))
            output.WriteLine($"{group, -12} {exact, 4} exact {cleaned, 4} cleaned {wrong, 4} wrong");
        var (right, all) = (groups.Values.Sum(counts => counts[0] + counts[1]), groups.Values.Sum(counts => counts.Sum()));
        output.WriteLine($"{right} of {all}: {100.0 * right / all:F2} %");
        foreach (var (path, count) in notHeld)
            output.WriteLine($"not held: {path} ({count})");
        Assert.True(right >= Bar * all, $"{right} of {all}");
    }

    private void Count(string file, Expectation expectation, SourceDocument document, SourceBytes source)
    {
        if (FeedparserWords.Find(expectation.Path, document, source) is not { } held || expectation.Operation != "==")
        {
            var path = Digits.Replace(expectation.Path, "/N");
            notHeld[path] = notHeld.GetValueOrDefault(path) + 1;
            return;
        }

        if (!groups.TryGetValue(held.Group, out var counts))
            groups[held.Group] = counts = new int[3];
        var expected = held.Group == "dates" ? InstantOf(expectation.Value) : TextOf(expectation.Value);
        if (held.Value == expected)
            counts[0]++;
        else if (
            IsHtml(held.Group)
            && held.Value is not null
            && expected is not null
            && Clean(held.Value, source) == Clean(expected, source)
        )
            counts[1]++;
        else
        {
            counts[2]++;
            output.WriteLine($"{file}: {expectation.Path}\n  expected {expected ?? "null"}\n  read     {held.Value ?? "null"}");
        }
    }

    private static bool IsHtml(string group) => group is "title" or "feed title" or "summary" or "content";

    private string Clean(string html, SourceBytes source) => cleaner.Clean(html, source.Address!).Html;

    private static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Null ? null
        : value.GetRawText();

    // A time as Python has it: year, month, day, hour, minute, second, …; or the text itself, which is then read by us too.
    private static string? InstantOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return FeedDates.Read(value.GetString()!)?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
        var parts = value.EnumerateArray().Select(part => part.GetInt32()).ToArray();
        return new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]).ToString("s", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"/\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits { get; }
}
