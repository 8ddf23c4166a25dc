using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>Elements that are there for the page or for its owner, not for readers: hidden, laid over the text, or counting visits.</summary>
internal static partial class Furnishing
{
    /// <summary>Whether the element goes, with everything in it.</summary>
    public static bool IsUnwanted(IElement element) =>
        element.HasAttribute("hidden")
        || element.GetAttribute("aria-modal") is "true"
        || element.GetAttribute("role") is "dialog" or "alertdialog"
        || (element.GetAttribute("style") is { } style && IsHidden(element, style))
        || IsLaidOver(element)
        || (element.ClassName is { Length: > 0 } names && Controls.IsMatch(names))
        || (element.LocalName is "form" && element.QuerySelectorAll("p").Length < 3)
        || (element.LocalName is "img" or "iframe" && (IsDot(element) || IsBeacon(element)));

    private static bool IsHidden(IElement element, string style) =>
        Hiding.IsMatch(style)
        || (Low.IsMatch(style) && !Raised.IsMatch(style) && !(Padded.IsMatch(style) && HasContent(element)))
        || (Narrow.IsMatch(style) && !Widened.IsMatch(style));

    // Players keep their proportions in a wrapper of no height, whose padding they are laid over. A picture has nothing in its padding.
    private static bool HasContent(IElement element) => element.LocalName is not ("img" or "iframe" or "embed" or "object");

    // What is laid over the page may be the piece's own words in an odd style: only what has none, or says what it is, goes.
    private static bool IsLaidOver(IElement element) =>
        element.GetAttribute("style") is { } style
        && Fixed.IsMatch(style)
        && (string.IsNullOrWhiteSpace(element.TextContent) || Overlays.IsMatch(element.ClassName ?? ""));

    private static bool IsDot(IElement element) =>
        element.GetAttribute("width") is "0" or "1" or "1px" || element.GetAttribute("height") is "0" or "1" or "1px";

    private static bool IsBeacon(IElement element) =>
        element.GetAttribute("src") is { Length: <= 4096 } address && Beacons.IsMatch(address);

    // A player's buttons and clock, and the forms that Substack and Ghost put between the paragraphs.
    [GeneratedRegex(
        @"(?:^|\s)(?:kg-audio-player|kg-video-player|kg-signup-card|subscription-widget-wrap(?:-editor)?|subscribe-widget)(?:\s|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Controls { get; }

    [GeneratedRegex(@"position\s*:\s*fixed", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 500)]
    private static partial Regex Fixed { get; }

    [GeneratedRegex(
        @"(?<![A-Za-z])(?:modal|dialog|overlay|pop-?up|lightbox|cookies?|consent|paywall)(?![a-z])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Overlays { get; }

    [GeneratedRegex(
        @"display\s*:\s*none|visibility\s*:\s*hidden",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Hiding { get; }

    [GeneratedRegex(
        @"(?<![\w-])height\s*:\s*[01](?:px)?\s*(?:;|!|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Low { get; }

    [GeneratedRegex(
        @"(?<![\w-])width\s*:\s*[01](?:px)?\s*(?:;|!|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Narrow { get; }

    // Above or below, alone or as the first or third of the values of "padding"; other than zero, or reckoned.
    [GeneratedRegex(
        @"(?<![\w-])padding(?:-(?:top|bottom)\s*:\s*|\s*:\s*(?:[^\s;]{1,40}\s+[^\s;]{1,40}\s+)?)(?:[\d.]*[1-9]|[a-z]+\()",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Padded { get; }

    [GeneratedRegex(
        @"(?<![\w-])min-height\s*:\s*(?:[\d.]*[1-9]|[a-z]+\()",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Raised { get; }

    // Charts of Datawrapper are of no width, and at least as wide as the column.
    [GeneratedRegex(
        @"(?<![\w-])min-width\s*:\s*(?:[\d.]*[1-9]|[a-z]+\()",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Widened { get; }

    [GeneratedRegex(
        @"^(?:https?:)?//(?:[\w.-]+\.)?(?:doubleclick\.net|google-analytics\.com|googletagmanager\.com|scorecardresearch\.com|quantserve\.com|pixel\.wp\.com|stats\.wordpress\.com|facebook\.com/tr\b|bat\.bing\.com|analytics\.twitter\.com|px\.ads\.linkedin\.com|list-manage\.com/track|feedsportal\.com|feeds\.feedburner\.com/~|chartbeat\.(?:com|net)|omtrdc\.net|adsrvr\.org|taboola\.com|outbrain\.com)|/(?:pixel|beacon|tracking|1x1)\.(?:gif|png)(?:\?|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Beacons { get; }
}
