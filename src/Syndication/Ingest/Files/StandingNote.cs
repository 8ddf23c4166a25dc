using System.Text.RegularExpressions;
using Syndication.Publication;

namespace Syndication.Ingest.Files;

/// <summary>Recognises a section's standing note ("Gear is where …") at the end of a piece.</summary>
internal static partial class StandingNote
{
    private const int Longest = 1000;
    private static readonly string[] Kinds =
    [
        "column",
        "section",
        "series",
        "newsletter",
        "home for",
        "place for",
        "one-stop",
        "your source",
        "your guide",
        "blog",
    ];
    private const double Alike = 0.7;

    /// <summary>The section whose note the paragraph is, or null.</summary>
    public static Section? Of(string paragraph, IEnumerable<Section> sections)
    {
        if (paragraph.Length > Longest)
            return null;
        return sections.FirstOrDefault(section => IsNoteOf(paragraph, section));
    }

    private static bool IsNoteOf(string paragraph, Section section) =>
        OpensAsNote(paragraph, section.Name) || (section.Note.Length > 0 && Likeness(paragraph, section.Note) >= Alike);

    private static bool OpensAsNote(string paragraph, string name)
    {
        var text = paragraph.TrimStart('*', '_', '“', '"', '‘', '\'', ' ');
        if (text.StartsWith("The ", StringComparison.Ordinal) && !name.StartsWith("The ", StringComparison.Ordinal))
            text = text[4..];
        if (!text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = text[name.Length..].TrimStart('*', '_', '”', '"', '’', '\'', ' ');
        return IsWhere.IsMatch(rest) || (rest.StartsWith("is ", StringComparison.OrdinalIgnoreCase) && Describes(rest));
    }

    private static bool Describes(string rest) =>
        Kinds.Any(word => rest.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and < 60);

    // A section's pieces may run under a longer name: "Gear Scout is where …".
    [GeneratedRegex(@"^(?:\p{Lu}\w{1,20}\s+){0,2}is\s+where\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex IsWhere { get; }

    // Shared words over all words: a note whose wording was touched up is still the note, a paragraph on the same topic is not.
    private static double Likeness(string left, string right)
    {
        var (first, second) = (Words(left), Words(right));
        var shared = first.Intersect(second, StringComparer.Ordinal).Count();
        var all = first.Union(second, StringComparer.Ordinal).Count();
        return all == 0 ? 0 : (double)shared / all;
    }

    private static HashSet<string> Words(string text) =>
        text.ToLowerInvariant()
            .Split([' ', ',', '.', ';', ':', '!', '?', '"', '“', '”', '—', '–', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Replace('’', '\''))
            .ToHashSet(StringComparer.Ordinal);
}
