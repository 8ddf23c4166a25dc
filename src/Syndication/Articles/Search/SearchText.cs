using System.Globalization;
using System.Text;

namespace Syndication.Articles.Search;

/// <summary>Brings texts and searches into the one form in which they are compared; accents are the index's matter.</summary>
internal static class SearchText
{
    /// <summary>Lower case, and one form for letters that look alike: full and half width, ligatures, composed and not.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        // Halves of surrogate pairs and U+FFFE have no normal form.
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
        return wellFormed.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>
    /// The folded text with spaces where scripts have none: each letter of theirs stands alone and with the next one (東京都 becomes
    /// 東 東京 京 京都 都), so that any part of a text is found, and pairs, which are rarer than letters, decide quickly what has it.
    /// </summary>
    public static string Spread(string folded)
    {
        if (Ascii.IsValid(folded))
            return folded;
        var spread = new StringBuilder(folded.Length * 2);
        Rune? before = null;
        foreach (var rune in folded.EnumerateRunes())
        {
            var dense = IsDense(rune);
            if (dense && before is { } first)
                spread.Append(' ').Append(first).Append(rune);
            if (dense || before is not null)
                spread.Append(' ');
            spread.Append(rune);
            before = dense ? rune : null;
        }

        return spread.ToString();
    }

    /// <summary>Whether the sign can be a part of a word.</summary>
    public static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;

    /// <summary>Whether the sign is of a script that writes words without spaces, or joins to them what other languages write apart.</summary>
    public static bool IsDense(Rune rune) =>
        rune.Value
            is >= 0x0E00
                and <= 0x0EFF // Thai, Lao
                or >= 0x1000
                and <= 0x109F // Burmese
                or >= 0x1780
                and <= 0x17FF // Khmer
                or >= 0x3005
                and <= 0x3007
                or >= 0x3040
                and <= 0x30FF // Kana
                or >= 0x31F0
                and <= 0x31FF
                or >= 0x3400
                and <= 0x9FFF // Han
                or >= 0xAC00
                and <= 0xD7A3 // Hangul
                or >= 0xF900
                and <= 0xFAFF
                or >= 0x20000
                and <= 0x3FFFF
        && IsOfWord(rune);
}
