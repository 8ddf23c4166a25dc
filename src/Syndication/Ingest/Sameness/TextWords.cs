using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Syndication.Articles;
using Syndication.Articles.Search;

namespace Syndication.Ingest.Sameness;

/// <summary>
/// A text as its words: lower case, without punctuation, quotation marks or the marks of markup, so that what typography and encodings
/// change makes no difference. Signs of scripts without spaces are words of their own.
/// </summary>
internal sealed class TextWords
{
    // Time and memory stay flat whatever comes in; a body of 512 KiB has more.
    private const int Most = 20_000;

    // What a text is expected to have; longer lists grow.
    private const int CharactersPerWord = 7;

    private static readonly FrozenSet<string> CalendarWords = Calendar();

    private readonly List<string> words = [];
    private readonly List<bool> facts = [];

    private TextWords(string text) => Read(text);

    /// <summary>The words in their order, at most 20,000.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>How many words there are.</summary>
    public int Count => words.Count;

    /// <summary>The numbers that stand for the text.</summary>
    public IReadOnlyList<long> Sketch => field ??= Sameness.Sketch.Of(this);

    /// <summary>Words of plain text.</summary>
    public static TextWords Of(string text) => new(text);

    /// <summary>Words of cleaned HTML.</summary>
    public static TextWords OfHtml(string html) => new(PlainText.Of(html));

    /// <summary>Whether the word says which one of a kind is meant: a number, a day or month, or a name (it has a capital).</summary>
    public bool IsFact(int index) => facts[index];

    /// <summary>Whether the word is a number or names a day or a month.</summary>
    public static bool IsCount(string word) => word.Any(char.IsDigit) || CalendarWords.Contains(word);

    private void Read(string text)
    {
        words.EnsureCapacity(Math.Min(Most, text.Length / CharactersPerWord));
        facts.EnsureCapacity(words.Capacity);
        if (Ascii.IsValid(text))
            ReadAscii(text);
        else
            ReadRunes(text);
    }

    // The same as for all signs, without decoding them and asking for their categories: most texts are nothing else.
    private void ReadAscii(string text)
    {
        var word = new WordBuffer();
        var before = ' ';
        foreach (var sign in text)
        {
            if (words.Count == Most)
                return;
            if (char.IsAsciiLetterOrDigit(sign))
                // Digits have the bit that tells small letters from capitals.
                word.Add((char)(sign | 0x20), char.IsAsciiLetterUpper(sign));
            else if (!(sign is '\'' || (sign is '.' or ',' && char.IsAsciiDigit(before))))
                End(ref word);
            before = sign;
        }

        End(ref word);
    }

    private void ReadRunes(string text)
    {
        var word = new WordBuffer();
        var before = default(Rune);
        foreach (var rune in Form(text).EnumerateRunes())
        {
            if (words.Count == Most)
                return;
            if (SearchText.IsDense(rune))
            {
                End(ref word);
                words.Add(rune.ToString());
                facts.Add(item: false);
            }
            else if (SearchText.IsOfWord(rune))
            {
                word.Add(Rune.ToLowerInvariant(rune), Rune.IsUpper(rune));
            }
            else if (!IsInside(rune, before))
            {
                End(ref word);
            }

            before = rune;
        }

        End(ref word);
    }

    private void End(ref WordBuffer word)
    {
        if (word.Length > 0)
        {
            var done = RecentWords.Of(word.Text);
            words.Add(done.Text);
            facts.Add((word.HasCapital && word.Length > 1) || done.IsCount);
        }

        word.Clear();
    }

    // "don't" and "dont", "1,234" and "1234", a word with hyphens that only a line's end would show.
    private static bool IsInside(Rune rune, Rune before) =>
        rune.Value is '\'' or 0x2019 or 0x2018 or 0x02BC or 0xAD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF
        || (rune.Value is '.' or ',' && Rune.IsDigit(before));

    private static string Form(string text)
    {
        // Halves of surrogate pairs have no normal form.
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
        return wellFormed.Normalize(NormalizationForm.FormKC);
    }

    // Days and months of the languages that the system knows: a daily column differs from yesterday's in them.
    private static FrozenSet<string> Calendar()
    {
        string[] languages =
        [
            "en",
            "de",
            "fr",
            "es",
            "it",
            "pt",
            "nl",
            "pl",
            "sv",
            "da",
            "nb",
            "fi",
            "cs",
            "ro",
            "hu",
            "tr",
            "ru",
            "uk",
            "el",
        ];
        var names =
            from language in languages
            let dates = CultureInfo.GetCultureInfo(language).DateTimeFormat
            from name in (string[])[.. dates.DayNames, .. dates.MonthNames, .. dates.MonthGenitiveNames]
            where name.Length > 2
            select name.ToLowerInvariant();
        // What is a common word as well: "May", "march", Swedish and others have none of the kind.
        return names.Except(["may", "march", "mars"], StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The word that is being read.</summary>
    private struct WordBuffer()
    {
        private char[] signs = new char[64];

        public int Length { get; private set; }

        /// <summary>Whether its first sign was a capital.</summary>
        public bool HasCapital { get; private set; }

        public readonly ReadOnlySpan<char> Text => signs.AsSpan(0, Length);

        public void Add(char sign, bool isCapital)
        {
            Note(isCapital);
            signs[Length++] = sign;
        }

        public void Add(Rune sign, bool isCapital)
        {
            Note(isCapital);
            Length += sign.EncodeToUtf16(signs.AsSpan(Length));
        }

        public void Clear() => (Length, HasCapital) = (0, false);

        private void Note(bool isCapital)
        {
            HasCapital |= Length == 0 && isCapital;
            if (Length + 2 > signs.Length)
                Array.Resize(ref signs, 2 * signs.Length);
        }
    }
}
