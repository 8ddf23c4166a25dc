using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// Characters that are written as references (XML 1.0, 4.1), also those that only HTML knows. What is no reference stays as it is.
/// </summary>
internal sealed class References(DocumentType declared, Mendings mendings)
{
    private const int LongestName = 32;

    // What windows-1252 has where ISO 8859-1 has control characters, which nobody means (HTML, 13.2.5.80).
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly FrozenDictionary<string, string> Predefined = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["amp"] = "&",
        ["lt"] = "<",
        ["gt"] = ">",
        ["quot"] = "\"",
        ["apos"] = "'",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The character that windows-1252 has at a place of ISO 8859-1's control characters.</summary>
    public static char Printable(char c) => c is >= '\u0080' and <= '\u009F' ? Windows1252[c - '\u0080'] : c;

    /// <summary>The text with its references decoded and its line ends as line feeds (XML 1.0, 2.11).</summary>
    public string Decode(ReadOnlySpan<char> raw)
    {
        var first = raw.IndexOfAny('&', '\r');
        if (first < 0)
            return raw.ToString();
        var text = new StringBuilder(raw.Length);
        Append(text, raw);
        return text.ToString();
    }

    /// <inheritdoc cref="Decode"/>
    public void Append(StringBuilder text, ReadOnlySpan<char> raw)
    {
        while (raw.Length > 0)
        {
            var next = raw.IndexOfAny('&', '\r');
            if (next < 0)
            {
                text.Append(raw);
                return;
            }

            text.Append(raw[..next]);
            raw = raw[next..];
            if (raw[0] == '\r')
            {
                text.Append('\n');
                raw = raw.Length > 1 && raw[1] == '\n' ? raw[2..] : raw[1..];
            }
            else
                raw = raw[AppendReference(text, raw)..];
        }
    }

    private int AppendReference(StringBuilder text, ReadOnlySpan<char> raw)
    {
        if (raw.Length > 2 && raw[1] == '#')
            return AppendNumber(text, raw);
        var end = raw[..Math.Min(raw.Length, LongestName + 2)].IndexOf(';');
        if (end > 1 && IsName(raw[1..end]))
        {
            var name = raw[1..end].ToString();
            if (ValueOf(name) is { } value)
            {
                text.Append(value);
                return end + 1;
            }
        }

        mendings.Add("an & that begins no known reference");
        text.Append('&');
        return 1;
    }

    private string? ValueOf(string name)
    {
        if (Predefined.TryGetValue(name, out var sign))
            return sign;
        if (declared.ValueOf(name) is { } own)
            return new References(new DocumentType(), mendings).Decode(WithNumbers(own));
        if (HtmlText(name) is not { } html)
            return null;
        mendings.Add("entities that only HTML knows");
        return html;
    }

    // XHTML 1.0's names mean in XML what its DTD says; HTML has since added many and moved two.
    private static string? HtmlText(string name)
    {
        var reference = $"&{name};";
        var older = WebUtility.HtmlDecode(reference);
        return older != reference ? older : HtmlEntityProvider.Resolver.GetSymbol(name + ";");
    }

    // XML 1.0, 4.4.5: numbers in an entity's value are replaced where it is declared, the rest where it is used.
    private string WithNumbers(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; )
        {
            if (value[at] == '&' && at + 2 < value.Length && value[at + 1] == '#')
                at += AppendNumber(text, value.AsSpan(at));
            else
                text.Append(value[at++]);
        }

        return text.ToString();
    }

    private int AppendNumber(StringBuilder text, ReadOnlySpan<char> raw)
    {
        var isHex = raw[2] is 'x' or 'X';
        var start = isHex ? 3 : 2;
        var at = start;
        while (at < raw.Length && at - start < 8 && (isHex ? char.IsAsciiHexDigit(raw[at]) : char.IsAsciiDigit(raw[at])))
            at++;
        if (at == start)
        {
            mendings.Add("an & that begins no known reference");
            text.Append('&');
            return 1;
        }

        AppendRune(
            text,
            int.Parse(raw[start..at], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture)
        );
        if (at < raw.Length && raw[at] == ';')
            return at + 1;
        mendings.Add("a reference without its semicolon");
        return at;
    }

    private void AppendRune(StringBuilder text, int value)
    {
        if (value is >= 0x80 and <= 0x9F)
        {
            mendings.Add("windows-1252 numbers in place of Unicode's");
            text.Append(Printable((char)value));
        }
        else if (value is '\t' or '\n' or '\r' || (value >= 0x20 && value is not (0xFFFE or 0xFFFF) && Rune.IsValid(value)))
            text.Append(new Rune(value));
        else
            mendings.Add("references to characters that XML cannot carry");
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        }

        return true;
    }
}
