namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Authors as feeds write them.</summary>
internal static class Persons
{
    /// <summary>An Atom person (RFC 4287, 3.2), or the text of one that has no parts; null where nothing is said.</summary>
    public static SourceAuthor? OfElement(FeedElement element)
    {
        string? name = null,
            email = null,
            url = null;
        foreach (var part in element.Elements)
        {
            switch (part.Local)
            {
                case "name":
                    name ??= TextOf(part);
                    break;
                case "email":
                    email ??= TextOf(part);
                    break;
                case "uri" or "url" or "homepage" or "web":
                    url ??= FeedAddresses.Resolve(part.Text(), part.Base);
                    break;
            }
        }

        return name is null && email is null && url is null
            ? OfText(element.Text())
            : new SourceAuthor
            {
                Name = name,
                Email = email,
                Url = url,
            };
    }

    /// <summary>A person in one line: <c>a@b (Name)</c>, <c>Name &lt;a@b&gt;</c>, an address or a name alone; null where it is empty.</summary>
    public static SourceAuthor? OfText(string text)
    {
        var line = text.Trim();
        if (line.Length == 0)
            return null;
        var sign = line.IndexOf('@', StringComparison.Ordinal);
        if (sign <= 0 || line.Length > 500)
            return new SourceAuthor { Name = line };
        var start = sign;
        while (start > 0 && IsAddress(line[start - 1]))
            start--;
        var end = sign + 1;
        while (end < line.Length && IsAddress(line[end]))
            end++;
        var email = line[start..end].TrimEnd('.');
        if (start == sign || end == sign + 1)
            return new SourceAuthor { Name = line };
        var name = Bare(line[..start].Replace("mailto:", "", StringComparison.OrdinalIgnoreCase) + " " + line[end..]);
        return new SourceAuthor { Name = name.Length == 0 ? null : name, Email = email };
    }

    private static string? TextOf(FeedElement element) => element.Text() is { Length: > 0 } text ? text : null;

    private static bool IsAddress(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%' or '\'' or '=' or '~';

    // What is left around the address: brackets of it, and those around the name.
    private static string Bare(string rest)
    {
        var name = rest.Replace("<>", "", StringComparison.Ordinal)
            .Replace("< >", "", StringComparison.Ordinal)
            .Replace("()", "", StringComparison.Ordinal)
            .Replace("( )", "", StringComparison.Ordinal)
            .Trim();
        if (name is ['(', .., ')'] or ['"', .., '"'] or ['<', .., '>'] or ['[', .., ']'])
            name = name[1..^1];
        return name.Trim(' ', ',', ';', '<', '>', '-').Trim();
    }
}
