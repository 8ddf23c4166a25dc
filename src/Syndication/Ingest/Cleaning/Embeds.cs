using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>What a page embeds becomes a plain link: feeds and mails show no frames.</summary>
internal static partial class Embeds
{
    /// <summary>Where the link leads: the page of a video rather than its player.</summary>
    public static string? AddressOf(IElement element)
    {
        var raw = element.GetAttribute("src") ?? element.GetAttribute("data") ?? element.GetAttribute("data-src");
        if (raw is null || raw.Length > 4096)
            return null;
        var youTube = YouTube.Match(raw);
        if (youTube.Success)
            return "https://www.youtube.com/watch?v=" + youTube.Groups["video"].Value;
        var vimeo = Vimeo.Match(raw);
        return vimeo.Success ? "https://vimeo.com/" + vimeo.Groups["video"].Value : raw;
    }

    /// <summary>What the link says: the frame's title, else the host.</summary>
    public static string NameOf(IElement element, string address)
    {
        var title = element.GetAttribute("title")?.Trim();
        if (!string.IsNullOrEmpty(title))
            return title.Length <= 200 ? title : Articles.PlainText.Start(title, 200);
        var host = new Uri(address).Host;
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    [GeneratedRegex(
        @"^(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/)(?<video>[\w-]{6,20})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex YouTube { get; }

    [GeneratedRegex(
        @"^(?:https?:)?//player\.vimeo\.com/video/(?<video>\d{1,15})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Vimeo { get; }
}
