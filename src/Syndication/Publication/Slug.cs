using System.Globalization;
using System.Text;

namespace Syndication.Publication;

/// <summary>The form of names in addresses: lower-case letters and digits joined by single hyphens, at most 80 characters.</summary>
public static class Slug
{
    /// <summary>Longest slug, in characters.</summary>
    public const int MaxLength = 80;

    /// <summary>Whether the text already has the form. Letters of any script are allowed; addresses percent-encode them.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text[0] != '-'
        && text[^1] != '-'
        && !text.Contains("--", StringComparison.Ordinal)
        && text.EnumerateRunes().All(rune => rune.Value == '-' || IsSlugRune(rune));

    /// <summary>
    /// A slug made of any text: accents are dropped from Latin letters, other scripts are kept, everything else becomes a hyphen, and
    /// it is cut at a word's end.
    /// </summary>
    /// <returns>The slug, or null where the text has no letter or digit.</returns>
    public static string? From(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format || rune.Value is '\'' or '’')
                continue;
            var lower = Rune.ToLowerInvariant(rune);
            if (IsSlugRune(lower))
                slug.Append(lower);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return Cut(slug.ToString().TrimEnd('-'));
    }

    private static string? Cut(string slug)
    {
        if (slug.Length == 0)
            return null;
        if (slug.Length <= MaxLength)
            return slug;
        var end = slug.LastIndexOf('-', MaxLength);
        if (end < MaxLength / 2)
            end = char.IsHighSurrogate(slug[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return slug[..end].TrimEnd('-');
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var latin = false;
        var spells = false;
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark && latin)
                continue;
            latin = rune.Value < 0x250;
            // After a letter the sign is part of the name: C++, C#, Disney+. Anywhere else it is decoration: #harbour, +++ News +++.
            spells = Rune.IsLetter(rune) || spells && rune.Value is '+' or '#';
            folded.Append(spells ? SpellSign(rune) : Spell(rune));
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    // Halves of surrogate pairs and U+FFFE have no normal form.
    private static string WellFormed(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())).Replace('\uFFFE', '\uFFFD');

    private static string Spell(Rune rune) =>
        rune.Value switch
        {
            'ß' => "ss",
            'æ' or 'Æ' => "ae",
            'œ' or 'Œ' => "oe",
            'ø' or 'Ø' => "o",
            'ł' or 'Ł' => "l",
            'đ' or 'Đ' or 'ð' or 'Ð' => "d",
            'þ' or 'Þ' => "th",
            'ı' => "i",
            '&' => "-and-",
            _ => rune.ToString(),
        };

    private static string SpellSign(Rune rune) =>
        rune.Value switch
        {
            '+' => "-plus-",
            '#' => "-sharp-",
            _ => Spell(rune),
        };

    private static bool IsSlugRune(Rune rune) =>
        (
            Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        )
        && Rune.ToLowerInvariant(rune) == rune;
}
