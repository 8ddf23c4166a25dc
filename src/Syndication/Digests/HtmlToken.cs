using System.Net;

namespace Syndication.Digests;

/// <summary>A piece of an article's body, which is cleaned HTML: no parser of the open web is needed here.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Tag name in lower case; empty for text.</param>
/// <param name="Source">As it stands in the body.</param>
internal readonly record struct HtmlToken(HtmlTokenKind Kind, string Name, string Source)
{
    private static readonly HashSet<string> Voids = new(StringComparer.Ordinal) { "br", "hr", "img", "wbr", "col", "source", "track" };

    /// <summary>Whether the tag never has a closing one.</summary>
    public bool IsVoid => Voids.Contains(Name);

    /// <summary>Text with its entities resolved.</summary>
    public string Decoded => WebUtility.HtmlDecode(Source);

    /// <summary>The body's pieces in their order. Never fails: what is no tag is text.</summary>
    public static IEnumerable<HtmlToken> Read(string html)
    {
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                open = html.Length;
            if (open > at)
                yield return new HtmlToken(HtmlTokenKind.Text, "", html[at..open]);
            if (open == html.Length)
                yield break;
            var end = EndOfTag(html, open);
            yield return Tag(html[open..end]);
            at = end;
        }
    }

    /// <summary>An attribute's value with its entities resolved, or null where the tag does not have it.</summary>
    public string? Attribute(string wanted)
    {
        var at = 1 + Name.Length;
        while (at < Source.Length)
        {
            while (at < Source.Length && !char.IsAsciiLetter(Source[at]))
                at++;
            var start = at;
            while (at < Source.Length && Source[at] is not ('=' or '>' or '/') && !char.IsWhiteSpace(Source[at]))
                at++;
            var name = Source[start..at];
            var value = Value(ref at);
            if (name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                return WebUtility.HtmlDecode(value);
        }

        return null;
    }

    private string Value(ref int at)
    {
        while (at < Source.Length && char.IsWhiteSpace(Source[at]))
            at++;
        if (at >= Source.Length || Source[at] != '=')
            return "";
        at++;
        while (at < Source.Length && char.IsWhiteSpace(Source[at]))
            at++;
        if (at >= Source.Length)
            return "";
        var quote = Source[at];
        var start = quote is '"' or '\'' ? ++at : at;
        while (at < Source.Length && (quote is '"' or '\'' ? Source[at] != quote : Source[at] != '>' && !char.IsWhiteSpace(Source[at])))
            at++;
        return Source[start..Math.Min(at++, Source.Length)];
    }

    private static HtmlToken Tag(string source)
    {
        if (source.StartsWith("<!", StringComparison.Ordinal))
            return new HtmlToken(HtmlTokenKind.Comment, "", source);
        var closes = source.Length > 1 && source[1] == '/';
        var start = closes ? 2 : 1;
        var end = start;
        while (end < source.Length && char.IsAsciiLetterOrDigit(source[end]))
            end++;
        if (end == start)
            return new HtmlToken(HtmlTokenKind.Text, "", source.Replace("<", "&lt;", StringComparison.Ordinal));
        return new HtmlToken(closes ? HtmlTokenKind.Close : HtmlTokenKind.Open, source[start..end].ToLowerInvariant(), source);
    }

    private static int EndOfTag(string html, int open)
    {
        if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
        {
            var close = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
            return close < 0 ? html.Length : close + 3;
        }

        var quote = '\0';
        for (var at = open + 1; at < html.Length; at++)
        {
            if (quote != '\0')
                quote = html[at] == quote ? '\0' : quote;
            else if (html[at] == '>')
                return at + 1;
            else if (html[at] is '"' or '\'' && html[at - 1] == '=')
                quote = html[at];
        }

        return html.Length;
    }
}

/// <summary>The kinds of <see cref="HtmlToken"/>.</summary>
internal enum HtmlTokenKind
{
    Text,
    Open,
    Close,
    Comment,
}
