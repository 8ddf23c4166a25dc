using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>
/// Where a picture really is. Pages that load pictures late put a stand-in into <c>src</c> and the address into an attribute of their
/// script's own, into a <c>source</c> beside it, or both.
/// </summary>
internal static partial class ImageSources
{
    // The scripts that do it: lazysizes, lozad, WP Rocket, a3, LiteSpeed, Cloudflare, NitroPack, jQuery Lazy Load, Echo, Flickity, React.
    private static readonly string[] Lazy =
    [
        "data-src",
        "data-lazy-src",
        "data-lazy",
        "data-original",
        "data-ll-src",
        "data-cfsrc",
        "data-litespeed-src",
        "nitro-lazy-src",
        "data-echo",
        "data-flickity-lazyload",
        "data-hi-res-src",
        "data-runner-src",
        "data-actualsrc",
        "data-img-src",
        "data-image-src",
    ];

    // The same picture in another size, for a lightbox: of use only where nothing better is there.
    private static readonly string[] Others = ["data-orig-file", "data-large-file", "data-full-url", "data-url"];

    private static readonly string[] Sets =
    [
        "data-srcset",
        "data-lazy-srcset",
        "data-ll-srcset",
        "data-original-set",
        "nitro-lazy-srcset",
        "srcset",
    ];

    /// <summary>The picture's address; null where it has none on the web.</summary>
    public static string? Of(IElement image, Uri baseAddress)
    {
        var plain = Addresses.Resource(image.GetAttribute("src"), baseAddress);
        var isReal = plain is not null && !Placeholder.IsMatch(plain);
        var lazy = First(image, Lazy, baseAddress);
        if (lazy is not null && (!isReal || LazyClass.IsMatch(image.ClassName ?? "")))
            return lazy;
        if (isReal)
            return plain;
        return Addresses.BestOf(SetOf(image, baseAddress) ?? PictureSet(image, baseAddress)) ?? First(image, Others, baseAddress) ?? plain;
    }

    /// <summary>The picture's address; null also where all that is known is a stand-in.</summary>
    public static string? RealOf(IElement image, Uri baseAddress) =>
        Of(image, baseAddress) is { } found && !Placeholder.IsMatch(found) ? found : null;

    /// <summary>The picture's sizes with absolute addresses, or null.</summary>
    public static string? SetOf(IElement image, Uri baseAddress) =>
        Sets.Select(name => Addresses.SourceSet(image.GetAttribute(name), baseAddress)).FirstOrDefault(found => found is not null);

    // Formats that every reader shows come first; the newer ones are better than nothing.
    private static string? PictureSet(IElement image, Uri baseAddress) =>
        image.ParentElement is { LocalName: "picture" } picture
            ? picture
                .Children.Where(child => child.LocalName == "source")
                .OrderBy(child => child.GetAttribute("type") is null or "image/jpeg" or "image/png" or "image/gif" ? 0 : 1)
                .Select(child => SetOf(child, baseAddress))
                .FirstOrDefault(found => found is not null)
            : null;

    private static string? First(IElement image, string[] names, Uri baseAddress) =>
        names
            .Select(image.GetAttribute)
            .Where(value => value is not null && value.AsSpan().IndexOfAny('/', '.') >= 0)
            .Select(value => Addresses.Resource(value, baseAddress))
            .FirstOrDefault(found => found is not null);

    [GeneratedRegex(
        @"placeholder|blank|spacer|lazy|transparent|loading|pixel|1x1|gr[ae]y",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@"lazy|lozad|b-loaded", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 500)]
    private static partial Regex LazyClass { get; }
}
