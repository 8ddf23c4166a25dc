using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>What a page embeds becomes a plain link, with a still where one is known: feeds and mails show no frames.</summary>
internal static partial class Embeds
{
    private static readonly string[] Sources = ["src", "data-src", "data-lazy-src", "data-litespeed-src", "data"];

    /// <summary>Where the link leads: the page of a video rather than its player.</summary>
    public static string? AddressOf(IElement element, Uri baseAddress)
    {
        var raw = Sources
            .Select(name => Addresses.Resource(element.GetAttribute(name), baseAddress))
            .Select(found => Unwrapped(found, baseAddress))
            .FirstOrDefault(found => found is not null);
        return raw is null ? null
            : VideoOf(YouTube, raw) is { } youTube ? "https://www.youtube.com/watch?v=" + youTube
            : VideoOf(Dailymotion, raw) is { } dailymotion ? "https://www.dailymotion.com/video/" + dailymotion
            : VideoOf(Vimeo, raw) is { } vimeo ? "https://vimeo.com/" + vimeo
            : raw;
    }

    /// <summary>A picture of what lies behind the link, where the address itself tells one; else null.</summary>
    public static string? StillOf(string address) =>
        VideoOf(YouTube, address) is { } youTube ? $"https://i.ytimg.com/vi/{youTube}/hqdefault.jpg"
        : VideoOf(Dailymotion, address) is { } dailymotion ? "https://www.dailymotion.com/thumbnail/video/" + dailymotion
        : null;

    /// <summary>What the link says: the frame's title, else the host.</summary>
    public static string NameOf(IElement element, string address)
    {
        var title = element.GetAttribute("title")?.Trim();
        if (!string.IsNullOrEmpty(title) && !NoTitle.IsMatch(title))
            return title.Length <= 200 ? title : Articles.PlainText.Start(title, 200);
        var host = new Uri(address).Host;
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    // Embedly, which Medium and Reddit embed by, frames the player of a page that its own address names.
    private static string? Unwrapped(string? address, Uri baseAddress) =>
        address is not null && Wrapper.Match(address) is { Success: true } wrapped
            ? Addresses.Resource(Uri.UnescapeDataString(wrapped.Groups["page"].Value), baseAddress) ?? address
            : address;

    private static string? VideoOf(Regex form, string address) =>
        form.Match(address) is { Success: true } match ? match.Groups["video"].Value : null;

    [GeneratedRegex(
        @"^https?://cdn\.embedly\.com/widgets/media\.html\?(?:[^#]{0,2000}&)?url=(?<page>[^&#]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Wrapper { get; }

    [GeneratedRegex(
        @"^https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|live/|watch\?(?:[^#]{0,200}&)?v=)|youtu\.be/)(?!videoseries)(?<video>[\w-]{6,20})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex YouTube { get; }

    [GeneratedRegex(
        @"^https?://(?:www\.|geo\.)?dailymotion\.com/(?:embed/video/|video/|player[\w/-]{0,20}\.html\?video=)(?<video>[A-Za-z0-9]{4,15})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Dailymotion { get; }

    [GeneratedRegex(
        @"^https?://player\.vimeo\.com/video/(?<video>\d{1,15})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Vimeo { get; }

    // What players call every frame of theirs.
    [GeneratedRegex(
        @"^(?:(?:youtube |vimeo |dailymotion )?(?:embedded )?(?:video )?(?:player|video|content|post|tweet|iframe)|vimeo-player)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex NoTitle { get; }
}
