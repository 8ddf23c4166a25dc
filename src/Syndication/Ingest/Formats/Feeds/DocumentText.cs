using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// The text of a document's bytes: by its byte order mark, the header, the XML declaration (RFC 7303, 3), else as UTF-8, else by a
/// guess. What turns out to be another encoding than was said is read as what it is.
/// </summary>
internal static class DocumentText
{
    private const int DeclarationRoom = 1024;

    /// <summary>The text, with characters that XML cannot carry taken out.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="contentType">The header's value; null: not said.</param>
    /// <param name="mendings">What was put right.</param>
    public static string Read(ReadOnlySpan<byte> bytes, string? contentType, Mendings mendings)
    {
        if (MarkOf(bytes) is var (marked, length))
            return Clean(Decode(bytes[length..], [marked], mendings), mendings);
        if (WideOf(bytes) is { } wide)
            return Clean(Decode(bytes, [wide], mendings), mendings);
        var candidates = new List<Encoding>();
        Add(candidates, CharsetOf(contentType), bytes, mendings);
        Add(candidates, DeclaredIn(bytes), bytes, mendings);
        candidates.Add(EncodingNames.Page(65001));
        return Clean(Decode(bytes, candidates, mendings), mendings);
    }

    /// <summary>The <c>charset</c> of a Content-Type; null where it names none.</summary>
    public static string? CharsetOf(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
            return null;
        var value = contentType.AsSpan(at + 8).Trim();
        var end = value.IndexOf(';');
        return (end < 0 ? value : value[..end]).Trim().Trim("\"'").ToString();
    }

    private static (Encoding Encoding, int Length)? MarkOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (EncodingNames.Page(65001), 3)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? (EncodingNames.Page(12000), 4)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? (EncodingNames.Page(12001), 4)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (EncodingNames.Page(1200), 2)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (EncodingNames.Page(1201), 2)
        : null;

    // XML 1.0, appendix F.1: where the zeros stand around the first sign tells the width.
    private static Encoding? WideOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return null;
        return (bytes[0], bytes[1], bytes[2], bytes[3]) switch
        {
            ((byte)'<', 0, 0, 0) => EncodingNames.Page(12000),
            (0, 0, 0, (byte)'<') => EncodingNames.Page(12001),
            ((byte)'<' or (byte)'{', 0, not 0, 0) => EncodingNames.Page(1200),
            (0, (byte)'<' or (byte)'{', 0, not 0) => EncodingNames.Page(1201),
            _ => null,
        };
    }

    private static void Add(List<Encoding> candidates, string? name, ReadOnlySpan<byte> bytes, Mendings mendings)
    {
        if (name is null)
            return;
        if (EncodingNames.Of(name) is not { } encoding)
            mendings.Add("an encoding that nobody knows");
        // A name that could be read as bytes of one each is no encoding of more.
        else if (encoding.CodePage is 1200 or 1201 or 12000 or 12001 && !bytes[..Math.Min(bytes.Length, 64)].Contains((byte)0))
            mendings.Add("another encoding than was said");
        else
        {
            if (Utf8Evidence.Outweighs(encoding, bytes))
            {
                candidates.Add(EncodingNames.Page(65001));
                mendings.Add("another encoding than was said");
            }

            candidates.Add(encoding);
        }
    }

    private static string? DeclaredIn(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, DeclarationRoom)];
        var start = head.IndexOf("<?xml"u8);
        if (start < 0)
            return null;
        var declaration = head[start..];
        var end = declaration.IndexOf((byte)'>');
        declaration = end < 0 ? declaration : declaration[..end];
        var at = declaration.IndexOf("encoding"u8);
        if (at < 0)
            return null;
        var value = Encoding.Latin1.GetString(declaration[(at + 8)..]).TrimStart(' ', '\t', '\r', '\n', '=');
        var quote = value.Length > 0 && value[0] is '"' or '\'' ? value[0] : ' ';
        var close = value.IndexOf(quote, Math.Min(1, value.Length));
        return (close < 0 ? value.TrimEnd('?') : value[..close]).Trim(' ', '"', '\'');
    }

    private static string Decode(ReadOnlySpan<byte> bytes, List<Encoding> candidates, Mendings mendings)
    {
        var failed = false;
        foreach (var candidate in candidates)
        {
            try
            {
                var text = candidate.GetString(bytes);
                if (failed)
                    mendings.Add("another encoding than was said");
                return text;
            }
            catch (DecoderFallbackException)
            {
                failed = true;
            }
        }

        mendings.Add("bytes that are none of the encoding");
        return Mixed(bytes, candidates[0]);
    }

    private static string Mixed(ReadOnlySpan<byte> bytes, Encoding said)
    {
        if (said.CodePage is 1200 or 1201 or 12000 or 12001)
            return Encoding
                .GetEncoding(said.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)
                .GetString(bytes);
        return EncodingGuess.Of(bytes) is { } guessed ? guessed.GetString(bytes) : EncodingNames.Utf8WithWestern.GetString(bytes);
    }

    private static string Clean(string text, Mendings mendings)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') >= 0)
        {
            mendings.Add("control characters in place of windows-1252's signs");
            text = string.Create(
                text.Length,
                text,
                static (to, from) =>
                {
                    for (var at = 0; at < from.Length; at++)
                        to[at] = References.Printable(from[at]);
                }
            );
        }

        var legal = HasIllegal(text) ? Cleaning.XmlCharacters.Keep(text) : text;
        if (legal.Length != text.Length)
            mendings.Add("characters that XML cannot carry");
        return legal;
    }

    private static bool HasIllegal(string text)
    {
        var span = text.AsSpan();
        return span.IndexOfAnyInRange('\0', '\u0008') >= 0
            || span.IndexOfAnyInRange('\u000E', '\u001F') >= 0
            || span.IndexOfAny('\u000B', '\u000C') >= 0
            || span.IndexOfAnyInRange('\uFFFE', '\uFFFF') >= 0
            || span.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
    }
}
