using System.Text;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>Reads the links in an answer's header (RFC 8288, section 3 and appendix B.2).</summary>
internal static class LinkHeader
{
    /// <summary>The links that lead from the answer itself, in order; what stands behind a fault is left out.</summary>
    /// <param name="header">All of them, joined by commas; null: none.</param>
    /// <param name="address">Where the answer is from, against which targets are resolved.</param>
    public static IReadOnlyList<HeaderLink> Read(string? header, Uri address)
    {
        var links = new List<HeaderLink>();
        var rest = (header ?? "").AsSpan().TrimStart(" \t,");
        while (rest.Length > 0 && rest[0] == '<' && rest.IndexOf('>') is > 0 and var end)
        {
            var target = rest[1..end].Trim().ToString();
            rest = rest[(end + 1)..];
            var (relations, anchor) = ((string?)null, (string?)null);
            while (NextParameter(ref rest, out var name, out var value))
            {
                // The first one counts.
                if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                    relations ??= value;
                else if (name.Equals("anchor", StringComparison.OrdinalIgnoreCase))
                    anchor ??= value;
            }

            if (Uri.TryCreate(address, target, out var found) && IsOfAnswer(anchor, address))
                links.Add(new HeaderLink(found.AbsoluteUri, (relations ?? "").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
            rest = rest.TrimStart(" \t,");
        }

        return links;
    }

    // Of another place than this one says nothing of this one.
    private static bool IsOfAnswer(string? anchor, Uri address) =>
        anchor is null || (Uri.TryCreate(address, anchor, out var place) && place == address);

    private static bool NextParameter(ref ReadOnlySpan<char> rest, out string name, out string value)
    {
        (name, value) = ("", "");
        rest = rest.TrimStart(" \t");
        if (rest.IsEmpty || rest[0] != ';')
            return false;
        rest = rest[1..].TrimStart(" \t");
        name = Token(ref rest, "=;,").ToString();
        rest = rest.TrimStart(" \t");
        if (rest.IsEmpty || rest[0] != '=')
            return true;
        rest = rest[1..].TrimStart(" \t");
        value = !rest.IsEmpty && rest[0] == '"' ? Quoted(ref rest) : Token(ref rest, ";,").ToString();
        return true;
    }

    private static ReadOnlySpan<char> Token(ref ReadOnlySpan<char> rest, ReadOnlySpan<char> ends)
    {
        var end = rest.IndexOfAny(ends) is >= 0 and var at ? at : rest.Length;
        var token = rest[..end].TrimEnd(" \t");
        rest = rest[end..];
        return token;
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var text = new StringBuilder();
        var at = 1;
        for (; at < rest.Length && rest[at] != '"'; at++)
        {
            if (rest[at] == '\\' && at + 1 < rest.Length)
                at++;
            text.Append(rest[at]);
        }

        rest = rest[Math.Min(at + 1, rest.Length)..];
        return text.ToString();
    }
}

/// <summary>A link.</summary>
/// <param name="Target">Absolute.</param>
/// <param name="Relations">What it is to the answer.</param>
internal sealed record HeaderLink(string Target, IReadOnlyList<string> Relations)
{
    /// <summary>Whether it is that, too; letters' case counts for nothing.</summary>
    public bool Is(string relation) => Relations.Contains(relation, StringComparer.OrdinalIgnoreCase);
}
