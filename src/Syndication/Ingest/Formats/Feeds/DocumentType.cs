using System.Globalization;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// What a DOCTYPE declares (XML 1.0, 2.8). Nothing outside the document is ever read. Small text entities are known; what could fetch
/// or grow (an external entity, one that names another, a long one) refuses the document.
/// </summary>
internal sealed class DocumentType
{
    private const int MostEntities = 300;
    private const int LongestValue = 1024;
    private const int MostExpanded = 1 << 20;
    private readonly Dictionary<string, string> entities = new(StringComparer.Ordinal);
    private int expanded;

    /// <summary>Why the document is not read; null where it may be.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Reads the declaration.</summary>
    /// <param name="text">The document.</param>
    /// <param name="at">Where <c>&lt;!DOCTYPE</c> begins.</param>
    /// <returns>Behind its end.</returns>
    public int Read(string text, int at)
    {
        var subset = NextOf(text, at + 1);
        if (subset >= text.Length || text[subset] != '[')
            return subset < text.Length && text[subset] == '>' ? subset + 1 : subset;
        var position = subset + 1;
        while (position < text.Length && text[position] != ']' && Refusal is null)
            position = ReadDeclaration(text, position);
        var end = text.IndexOf('>', Math.Min(position, text.Length));
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>The text that an entity stands for; null where it is not declared here.</summary>
    public string? ValueOf(string name)
    {
        if (entities.Count == 0 || !entities.TryGetValue(name, out var value))
            return null;
        expanded += value.Length;
        if (expanded <= MostExpanded)
            return value;
        Refusal = "entities that grow to more than a megabyte";
        return "";
    }

    private static int NextOf(string text, int at) =>
        at < text.Length && text.AsSpan(at).IndexOfAny('[', '>', '<') is var next and >= 0 ? at + next : text.Length;

    private int ReadDeclaration(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "<!--", 0, 4) == 0)
            return Behind(text, at + 4, "-->");
        if (string.CompareOrdinal(text, at, "<?", 0, 2) == 0)
            return Behind(text, at + 2, "?>");
        if (string.CompareOrdinal(text, at, "<!ENTITY", 0, 8) == 0)
            return ReadEntity(text, at + 8);
        return text[at] == '<' ? EndOf(text, at + 1) : at + 1;
    }

    private int ReadEntity(string text, int at)
    {
        var end = EndOf(text, at);
        var parts = text.AsSpan(at, Math.Max(0, Math.Min(end, text.Length) - at - 1)).Trim();
        // Parameter entities only matter inside a DTD, which is not read.
        if (parts.StartsWith("%"))
            return end;
        var gap = parts.IndexOfAny(" \t\n\r");
        if (gap <= 0)
            return end;
        var name = parts[..gap].ToString();
        var value = parts[gap..].Trim();
        if (value.Length < 2 || value[0] is not ('"' or '\''))
            Refusal = $"the entity {Shorten(name)} is outside the document: nothing is fetched for a document";
        else if (value.Length - 2 > LongestValue || entities.Count >= MostEntities)
            Refusal = $"at most {MostEntities} entities of at most {LongestValue.ToString(CultureInfo.InvariantCulture)} characters";
        else
            Declare(name, value[1..].TrimEnd(value[0]).ToString());
        return end;
    }

    private void Declare(string name, string value)
    {
        for (var at = value.IndexOf('&'); at >= 0; at = value.IndexOf('&', at + 1))
        {
            if (at + 1 < value.Length && value[at + 1] != '#' && !IsPredefined(value.AsSpan(at + 1)))
            {
                Refusal = $"the entity {Shorten(name)} names another entity";
                return;
            }
        }

        entities.TryAdd(name, value);
    }

    private static bool IsPredefined(ReadOnlySpan<char> reference) =>
        reference.StartsWith("amp;")
        || reference.StartsWith("lt;")
        || reference.StartsWith("gt;")
        || reference.StartsWith("quot;")
        || reference.StartsWith("apos;");

    // Quotes may hold the sign that ends a declaration.
    private static int EndOf(string text, int at)
    {
        while (at < text.Length)
        {
            var next = text.AsSpan(at).IndexOfAny('>', '"', '\'');
            if (next < 0)
                return text.Length;
            at += next;
            if (text[at] == '>')
                return at + 1;
            at = Behind(text, at + 1, text[at] == '"' ? "\"" : "'");
        }

        return text.Length;
    }

    private static int Behind(string text, int at, string end)
    {
        var found = at < text.Length ? text.IndexOf(end, at, StringComparison.Ordinal) : -1;
        return found < 0 ? text.Length : found + end.Length;
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : name[..40];
}
