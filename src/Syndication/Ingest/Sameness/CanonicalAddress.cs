using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Sameness;

/// <summary>
/// One form of all the addresses that lead to one page: what is added on the way to a reader, and what servers answer alike, is left out.
/// It is compared, never followed.
/// </summary>
internal static partial class CanonicalAddress
{
    // An index holds it: PostgreSQL takes about 2,700 bytes.
    private const int Longest = 500;

    /// <summary>The canonical form of a web address; null for what names no page of its own, such as a site's front page.</summary>
    /// <param name="address">Absolute; null and what is no web address give null.</param>
    public static string? Of(string? address)
    {
        if (!Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) || !IsWeb(uri))
            return null;
        var (host, path, query) = Unwrapped(HostOf(uri), uri.AbsolutePath, uri.Query);
        path = PathOf(path);
        query = AddressQuery.Canonical(query);
        // A page that is made in the browser is named by its "hash bang" alone.
        var fragment = uri.Fragment.StartsWith("#!", StringComparison.Ordinal) ? uri.Fragment : "";
        if (path.Length == 0 && query.Length == 0 && fragment.Length == 0)
            return null;
        var port = uri.IsDefaultPort || uri.Port is 80 or 443 ? "" : $":{uri.Port}";
        return Bounded($"https://{host}{port}{path}{query}{fragment}");
    }

    /// <summary>What follows the host in a canonical address: two hosts with one path may be a site that moved.</summary>
    public static string Tail(string canonical) => canonical[HostEnd(canonical)..];

    /// <summary>The host of a canonical address.</summary>
    public static string Host(string canonical) => canonical["https://".Length..HostEnd(canonical)];

    /// <summary>Whether the path looks like one piece's: several words, or a long number, in its last part.</summary>
    public static bool IsTelling(string canonical) =>
        canonical.Split('?') is [var path, ..] && Telling.IsMatch(path[(path.LastIndexOf('/') + 1)..])
        || (canonical.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at && TellingQuery.IsMatch(canonical[at..]));

    private static int HostEnd(string canonical)
    {
        var at = canonical.AsSpan("https://".Length).IndexOfAny("/?#");
        return at < 0 ? canonical.Length : at + "https://".Length;
    }

    private static bool IsWeb(Uri uri) => uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    private static string HostOf(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant().TrimEnd('.');
        // Loops, so that the canonical form of a canonical form is itself ("www.m.paper.example").
        while (FacadeHost.Match(host) is { Success: true } match)
            host = host[match.Length..];
        return host;
    }

    // A cache of AMP pages names the page that it copies: google.com/amp/s/HOST/PATH, HOST-NAME.cdn.ampproject.org/c/s/HOST/PATH.
    private static (string Host, string Path, string Query) Unwrapped(string host, string path, string query)
    {
        var cached =
            host.EndsWith(".cdn.ampproject.org", StringComparison.Ordinal) ? CachePath.Match(path)
            : GoogleHost.IsMatch(host) ? GooglePath.Match(path)
            : Match.Empty;
        if (!cached.Success || !Uri.TryCreate("https://" + cached.Groups["page"].Value, UriKind.Absolute, out var page) || !IsWeb(page))
            return (host, path, query);
        return (HostOf(page), page.AbsolutePath, query);
    }

    private static string PathOf(string path)
    {
        path = Session.Replace(path, "");
        string before;
        do
        {
            before = path;
            path = Slashes.Replace(path, "/").TrimEnd('/');
            path = Default.Replace(path, "");
            path = AmpPath.Replace(path, "");
            path = AmpFile.Replace(path, "${ending}");
        } while (path != before);
        return Escapes.Replace(path, escape => escape.Value.ToUpperInvariant());
    }

    private static string Bounded(string address) =>
        address.Length <= Longest
            ? address
            : address[..(Longest - 65)] + "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    // The same pages for other screens. "m." and "amp." only where a registrable name is left.
    [GeneratedRegex(@"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.]+)", RegexOptions.CultureInvariant, 100)]
    private static partial Regex FacadeHost { get; }

    [GeneratedRegex(@"^google\.[a-z]{2,3}(?:\.[a-z]{2})?$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex GoogleHost { get; }

    [GeneratedRegex("^/amp/(?:s/)?(?<page>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex GooglePath { get; }

    [GeneratedRegex("^/[vci]/(?:s/)?(?<page>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex CachePath { get; }

    [GeneratedRegex(@";jsessionid=[^/;]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 100)]
    private static partial Regex Session { get; }

    [GeneratedRegex("/{2,}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Slashes { get; }

    [GeneratedRegex(
        @"/(?:index\.(?:x?html?|php\d?|aspx?|jsp|cfm)|default\.(?:html?|aspx?))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        100
    )]
    private static partial Regex Default { get; }

    [GeneratedRegex("(?<=/[^/]+)/amp$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 100)]
    private static partial Regex AmpPath { get; }

    [GeneratedRegex(
        @"\.amp(?<ending>\.html?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        100
    )]
    private static partial Regex AmpFile { get; }

    [GeneratedRegex("%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Escapes { get; }

    [GeneratedRegex(@"[^-_]+(?:[-_][^-_]+){2,}|\d{4,}|%[0-9A-F]{2}.*[-_]", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Telling { get; }

    [GeneratedRegex(
        @"[?&](?:p|id|aid|article|articleid|story|nid|post)=\w*\d",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        100
    )]
    private static partial Regex TellingQuery { get; }
}
