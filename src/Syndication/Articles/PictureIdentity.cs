using System.Text.RegularExpressions;

namespace Syndication.Articles;

/// <summary>
/// Whether two addresses show the same picture, perhaps in two sizes, by the ways in which common publishing systems name sizes. Where
/// in doubt they are two: showing a picture twice is a blemish, leaving one out a loss.
/// </summary>
internal static partial class PictureIdentity
{
    private static readonly HashSet<string> SizeKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "w",
        "h",
        "width",
        "height",
        "size",
        "resize",
        "fit",
        "crop",
        "quality",
        "q",
        "dpr",
        "ssl",
        "strip",
        "format",
        "fm",
        "auto",
    };

    /// <summary>Whether both lead to the same picture.</summary>
    public static bool IsSame(string one, string other) => one == other || Of(one) == Of(other);

    /// <summary>What all sizes of a picture have in common; the address itself where it names no size.</summary>
    public static string Of(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return address;
        var (host, path) = (uri.Authority, uri.AbsolutePath);
        // Jetpack's servers carry the site's own address as their path.
        if (Photon.IsMatch(host) && path.IndexOf('/', 1) is var slash and > 0)
            (host, path) = (path[1..slash].ToLowerInvariant(), path[slash..]);
        if (Resizer.Match(path) is { Success: true } resized)
            return resized.Groups["picture"].Value;
        if (ResizerV2.IsMatch(path))
            return host + path;
        path = GhostSize.Replace(path, "/content/images/");
        if (path.Contains("/uploads/", StringComparison.Ordinal))
            path = UploadSize.Replace(path, "");
        return host + path + (IsFile.IsMatch(path) ? QueryWithoutSize(uri.Query) : uri.Query);
    }

    private static string QueryWithoutSize(string query) =>
        string.Join('&', query.TrimStart('?').Split('&').Where(part => !SizeKeys.Contains(part.Split('=')[0])));

    [GeneratedRegex(@"^i\d\.wp\.com$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Photon { get; }

    // Arc XP, thumbor's form: /resizer/SIGNATURE/800x600/smart/filters:quality(70)/HOST/FILE.
    [GeneratedRegex(
        @"^/resizer/[\w=-]{20,64}/(?:fit-in/)?\d{0,5}x\d{0,5}/(?:(?:smart|top|middle|bottom|left|right|center|filters:[^/]{1,300})/){0,5}(?<picture>[^/]+/.+)$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Resizer { get; }

    // Arc XP since 2022: /resizer/v2/ID.jpg, everything else in the query.
    [GeneratedRegex(@"/resizer/v2/[^/]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex ResizerV2 { get; }

    [GeneratedRegex(@"/content/images/size/w\d{2,4}(?:h\d{2,4})?/", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex GhostSize { get; }

    [GeneratedRegex(@"-(?:\d{2,4}x\d{2,4}|scaled)(?=\.[A-Za-z]{3,4}$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex UploadSize { get; }

    [GeneratedRegex(
        @"\.(?:jpe?g|png|gif|webp|avif)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex IsFile { get; }
}
