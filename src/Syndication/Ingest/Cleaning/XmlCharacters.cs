using System.Text;
using System.Xml;

namespace Syndication.Ingest.Cleaning;

/// <summary>The characters that XML 1.0 can carry (section 2.2): what comes in must be able to go out in a feed.</summary>
internal static class XmlCharacters
{
    /// <summary>The text without characters that XML cannot carry, halves of surrogate pairs included.</summary>
    public static string Keep(string text)
    {
        var first = FirstIllegal(text);
        if (first < 0)
            return text;
        var kept = new StringBuilder(text.Length).Append(text, 0, first);
        for (var at = first; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at]))
                kept.Append(text[at]);
            else if (IsPair(text, at))
                kept.Append(text[at]).Append(text[++at]);
        }

        return kept.ToString();
    }

    private static int FirstIllegal(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at]))
                continue;
            if (!IsPair(text, at))
                return at;
            at++;
        }

        return -1;
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
