using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Makes relative addresses in HTML absolute and leaves all else as it was written. Linear in the text.</summary>
internal sealed class RelativeLinks
{
    private static readonly FrozenSet<string> Addresses = new[]
    {
        "href",
        "src",
        "cite",
        "action",
        "formaction",
        "longdesc",
        "background",
        "poster",
        "codebase",
        "classid",
        "profile",
        "usemap",
        "data",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly string html;
    private readonly Uri baseAddress;
    private StringBuilder? written;
    private int kept;
    private int at;

    private RelativeLinks(string html, Uri baseAddress) => (this.html, this.baseAddress) = (html, baseAddress);

    /// <summary>The HTML with absolute addresses; as it is where no base is known.</summary>
    public static string MakeAbsolute(string html, Uri? baseAddress)
    {
        if (baseAddress is null || !html.Contains('<'))
            return html;
        return new RelativeLinks(html, baseAddress).Run();
    }

    private string Run()
    {
        while (at < html.Length && html.IndexOf('<', at) is var open and >= 0)
        {
            at = open + 1;
            if (at < html.Length && char.IsAsciiLetter(html[at]))
                ReadTag();
        }

        return written is null ? html : written.Append(html, kept, html.Length - kept).ToString();
    }

    private void ReadTag()
    {
        SkipTo(" \t\n\r\f>");
        while (SkipSpace() && html[at] != '>')
        {
            var nameStart = at;
            at++;
            SkipTo(" \t\n\r\f=>");
            var name = html.AsSpan(nameStart, at - nameStart);
            if (!SkipSpace() || html[at] != '=')
                continue;
            at++;
            if (!SkipSpace())
                return;
            var isAddress = Addresses.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
            var (start, end) = ReadValue();
            if (isAddress && end > start)
                Replace(start, end);
            else if (name.Equals("srcset", StringComparison.OrdinalIgnoreCase))
                ReplaceSet(start, end);
        }
    }

    private (int Start, int End) ReadValue()
    {
        if (html[at] is '"' or '\'' && html.IndexOf(html[at], at + 1) is var close and >= 0)
        {
            var start = at + 1;
            at = close + 1;
            return (start, close);
        }

        var from = at;
        SkipTo(" \t\n\r\f>");
        return (from, at);
    }

    private void Replace(int start, int end)
    {
        var value = html.AsSpan(start, end - start).Trim();
        if (value.IsEmpty || value[0] == '#' || FeedAddresses.HasScheme(value))
            return;
        var address = WebUtility.HtmlDecode(value.ToString());
        if (FeedAddresses.Resolve(address, baseAddress) is { } absolute && absolute != address)
            Write(start, end, absolute);
    }

    private void ReplaceSet(int start, int end)
    {
        if (end > start && Cleaning.Addresses.SourceSet(WebUtility.HtmlDecode(html[start..end]), baseAddress) is { } set)
            Write(start, end, set);
    }

    private void Write(int start, int end, string value)
    {
        written ??= new StringBuilder(html.Length + 256);
        written.Append(html, kept, start - kept);
        written.Append(value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal));
        kept = end;
    }

    private void SkipTo(string ends)
    {
        var length = html.AsSpan(at).IndexOfAny(ends);
        at = length < 0 ? html.Length : at + length;
    }

    private bool SkipSpace()
    {
        while (at < html.Length && html[at] is ' ' or '\t' or '\n' or '\r' or '\f' or '/')
            at++;
        return at < html.Length;
    }
}
