using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>What came with a document (or its pages), and what became of it.</summary>
internal sealed partial record SourceReport
{
    /// <summary>Most lines of one kind, beside the one that says how many more there were: a report is for reading.</summary>
    public const int MostLines = 20;

    public DateTimeOffset At { get; init; }

    /// <summary>What the document turned out to be (<see cref="SourceKinds"/>).</summary>
    public string Kind { get; init; } = SourceKinds.Unknown;

    public string? Title { get; init; }

    /// <summary>Pieces in it.</summary>
    public int Items { get; init; }

    public int New { get; init; }

    public int Revised { get; init; }

    public int Unchanged { get; init; }

    public int Withdrawn { get; init; }

    public int Refused { get; init; }

    /// <summary>How many of them for want of their section.</summary>
    [JsonIgnore]
    public int Unplaced { get; init; }

    /// <summary>What was put right, each kind of repair once.</summary>
    public IReadOnlyList<string> Mended { get; init; } = [];

    /// <summary>What has no place in an article, each once.</summary>
    public IReadOnlyList<string> Unmapped { get; init; } = [];

    /// <summary>The first pieces that were refused, and why.</summary>
    public IReadOnlyList<RefusedItem> Refusals { get; init; } = [];

    /// <summary>Why the rest could not be read; null: all was.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the source gave one id to several pieces, lately or now (<see cref="PieceIds"/>).</summary>
    public bool HasDoubtfulIds { get; init; }

    /// <summary>Whether a later page of an archive did not come, so that all of it is to be read another time.</summary>
    [JsonIgnore]
    public bool IsBrokenOff { get; init; }

    /// <summary>Whether something in it is left for the next turn: it must come again even if it is the same.</summary>
    [JsonIgnore]
    public bool IsUnfinished { get; init; }

    /// <summary>Whether nothing of it came in, for want of a section.</summary>
    [JsonIgnore]
    public bool IsUnplaced => Unplaced > 0 && New + Revised + Unchanged + Withdrawn == 0;

    /// <summary>Whether it brought anything that was not there.</summary>
    [JsonIgnore]
    public bool HasChanges => New + Revised + Withdrawn > 0;

    /// <summary>Both together, the later page's after this one's.</summary>
    public SourceReport With(SourceReport page) =>
        this with
        {
            Items = Items + page.Items,
            New = New + page.New,
            Revised = Revised + page.Revised,
            Unchanged = Unchanged + page.Unchanged,
            Withdrawn = Withdrawn + page.Withdrawn,
            Refused = Refused + page.Refused,
            Unplaced = Unplaced + page.Unplaced,
            Mended = Lines(Mended.Concat(page.Mended)),
            Unmapped = Lines(Unmapped.Concat(page.Unmapped)),
            Refusals = [.. Refusals.Concat(page.Refusals).Take(MostLines)],
            Error = Error ?? page.Error,
            HasDoubtfulIds = HasDoubtfulIds || page.HasDoubtfulIds,
            IsUnfinished = IsUnfinished || page.IsUnfinished,
        };

    /// <summary>The same, with the word that there are pages which were not read.</summary>
    public SourceReport LeavingPagesAfter(int pages) =>
        this with
        {
            Unmapped = Lines(Unmapped.Prepend(string.Create(CultureInfo.InvariantCulture, $"pages after the first {pages} were not read"))),
        };

    /// <summary>The lines of a report: each once, and not too many; how many more there were is the last one.</summary>
    /// <remarks>Of reports that are put together, what several left out counts for each of them.</remarks>
    public static IReadOnlyList<string> Lines(IEnumerable<string> lines)
    {
        var (distinct, seen, left) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var line in lines)
        {
            if (More.Match(line) is { Success: true } more)
                left += int.Parse(more.Groups["number"].Value, CultureInfo.InvariantCulture);
            else if (seen.Add(line))
                distinct.Add(line);
        }

        left += Math.Max(0, distinct.Count - MostLines);
        return left == 0 ? distinct : [.. distinct.Take(MostLines), $"and {left} more"];
    }

    [GeneratedRegex("^and (?<number>[0-9]{1,6}) more$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex More { get; }
}

/// <summary>A piece that was refused.</summary>
/// <param name="Item">What it can be found by: its address, id or headline.</param>
/// <param name="Reason">The field and the rule.</param>
internal sealed record RefusedItem(string Item, string Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SourceReport))]
[JsonSerializable(typeof(SourceItem))]
internal sealed partial class SourceJson : JsonSerializerContext;
