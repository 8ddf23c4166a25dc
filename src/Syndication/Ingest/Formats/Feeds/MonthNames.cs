using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Months by their names and abbreviations in the languages that dates of feeds are written in; a word that means two is none.</summary>
internal static class MonthNames
{
    private static readonly string[] Languages =
    [
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "ru",
        "uk",
        "el",
        "hu",
        "cs",
        "sv",
        "da",
        "nb",
        "tr",
        "ro",
        "fi",
    ];

    // As programs wrote them that cut names off after some letters or mistyped them.
    private static readonly (string Name, int Month)[] Seen =
    [
        ("sept", 9),
        ("ιαν", 1),
        ("φεβ", 2),
        ("μαω", 3),
        ("μαρ", 3),
        ("απρ", 4),
        ("μαι", 5),
        ("ιον", 6),
        ("ιουν", 6),
        ("ιολ", 7),
        ("ιουλ", 7),
        ("αυγ", 8),
        ("σεπ", 9),
        ("οκτ", 10),
        ("νοε", 11),
        ("δεκ", 12),
        ("februari", 2),
        ("maujus", 5),
    ];

    private static readonly FrozenDictionary<string, int> Known = Build();

    /// <summary>1 to 12; null where it names no month.</summary>
    public static int? Of(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > 16)
            return null;
        if (Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var month))
            return month;
        return Known.TryGetValue(Fold(word.ToString()), out month) ? month : null;
    }

    private static FrozenDictionary<string, int> Build()
    {
        var months = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var twice = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, month) in Languages.SelectMany(NamesOf).Where(pair => pair.Name.Length >= 3))
        {
            if (!months.TryAdd(name, month) && months[name] != month)
                twice.Add(name);
        }

        foreach (var name in twice)
            months.Remove(name);
        foreach (var (name, month) in Seen)
            months[name] = month;
        // English wins where another language means something else: dates of feeds are in English by their standards.
        foreach (var (name, month) in NamesOf("en"))
            months[name] = month;
        return months.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<(string Name, int Month)> NamesOf(string language)
    {
        var format = CultureInfo.GetCultureInfo(language).DateTimeFormat;
        string[][] lists =
        [
            format.MonthNames,
            format.MonthGenitiveNames,
            format.AbbreviatedMonthNames,
            format.AbbreviatedMonthGenitiveNames,
        ];
        return lists.SelectMany(names => names.Take(12).Select((name, index) => (Fold(name.TrimEnd('.')), index + 1)));
    }

    // Without accents, and with one kind of final sigma.
    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(c == 'ς' ? 'σ' : c);
        }

        return folded.ToString();
    }
}
