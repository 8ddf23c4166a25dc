using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// Whether a document that is said to be of one byte a character is UTF-8 all the same. Many servers say windows-1251 or iso-8859-15 of
/// whatever they send, and a text of such an encoding is as good as never valid UTF-8: there each capital would have to be followed by a
/// sign or a quotation mark, and no small letter by another.
/// </summary>
internal static class Utf8Evidence
{
    // A word or two may be valid by chance where letters stand in both ranges (Thai, the Cyrillic of DOS, KOI8-R's ё); a text is not.
    private const int Enough = 3;

    /// <summary>Whether the bytes speak for UTF-8, whatever was said. Encodings of several bytes a character keep their word.</summary>
    /// <param name="said">What the document is said to be.</param>
    /// <param name="bytes">The whole document, without a byte order mark.</param>
    public static bool Outweighs(Encoding said, ReadOnlySpan<byte> bytes) =>
        said.IsSingleByte && NextForeign(bytes) >= 0 && Utf8.IsValid(bytes) && (HoldsMany(bytes) || !IsWords(said, bytes));

    private static int NextForeign(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);

    private static bool HoldsMany(ReadOnlySpan<byte> bytes)
    {
        var different = new HashSet<Rune>();
        for (var at = NextForeign(bytes); at >= 0 && different.Count < Enough; at = NextForeign(bytes))
        {
            Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length);
            different.Add(rune);
            bytes = bytes[(at + length)..];
        }

        return different.Count >= Enough;
    }

    // UTF-8 in another encoding is letters among signs, or letters of another script within a Western word.
    private static bool IsWords(Encoding said, ReadOnlySpan<byte> bytes)
    {
        string text;
        try
        {
            text = said.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] >= '\u0080' && (!IsForeignLetter(text[at]) || IsWestern(text, at - 1) || IsWestern(text, at + 1)))
                return false;
        }

        return true;
    }

    private static bool IsForeignLetter(char c) =>
        c > '\u024F' && (char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark);

    private static bool IsWestern(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]);
}
