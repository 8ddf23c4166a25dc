using System.Net;
using System.Text.RegularExpressions;

namespace Syndication.Feeds;

/// <summary>
/// Sound and film as feeds carry them. Validators report the attribute that shows a player's buttons, and the readers that play add it
/// themselves; for all others, which would show nothing, a link to the file follows.
/// </summary>
internal static partial class FeedPlayers
{
    /// <summary>The HTML with its players in this form.</summary>
    public static string Plain(string html) => Player.Replace(html, match => Plain(match, html));

    private static string Plain(Match player, string html)
    {
        var name = player.Groups["name"].Value;
        var markup = player.Value.Replace(" controls=\"\"", "", StringComparison.Ordinal);
        if (Source.Match(markup) is not { Success: true } source || IsInsideLink(html, player.Index))
            return markup;
        var address = source.Groups["address"].Value;
        var space = name == "video" ? "<br>" : " ";
        return $"{markup}{space}<a href=\"{address}\" rel=\"noopener\">{FeedText.Html(NameOf(address))}</a>";
    }

    private static bool IsInsideLink(string html, int at) =>
        at > 0
        && html.LastIndexOf("<a ", at - 1, StringComparison.Ordinal) is >= 0 and var open
        && html.IndexOf("</a>", open, at - open, StringComparison.Ordinal) < 0;

    private static string NameOf(string address)
    {
        if (!Uri.TryCreate(WebUtility.HtmlDecode(address), UriKind.Absolute, out var uri))
            return "↓";
        return FeedUri.FileName(uri) is { Length: > 0 } name ? name : uri.Host;
    }

    [GeneratedRegex(
        """<(?<name>audio|video)(?=\s)[^<>]*\scontrols=""[^<>]*>.*?</\k<name>>""",
        RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Player { get; }

    [GeneratedRegex(
        """<(?:audio|video|source)\s[^<>]*?(?<=\s)src="(?<address>[^"]*)""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Source { get; }
}
