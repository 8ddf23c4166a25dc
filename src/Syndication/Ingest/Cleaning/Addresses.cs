using System.Globalization;

namespace Syndication.Ingest.Cleaning;

/// <summary>Addresses as readers' programs need them: absolute, and of a scheme that only fetches or writes a mail.</summary>
internal static class Addresses
{
    private const int Longest = 4096;
    private const int WideEnough = 1600;

    /// <summary>The address of a link; null where it leads nowhere safe.</summary>
    public static string? Link(string? raw, Uri baseAddress) =>
        Resolve(raw, baseAddress) is not { } uri ? null
        : IsWeb(uri) ? uri.AbsoluteUri
        : uri.Scheme is "mailto" or "tel" ? uri.OriginalString
        : null;

    /// <summary>The address of something that is fetched with the article; null where it is not on the web.</summary>
    public static string? Resource(string? raw, Uri baseAddress) =>
        Resolve(raw, baseAddress) is { } uri && IsWeb(uri) ? uri.AbsoluteUri : null;

    /// <summary>Whether the text is an absolute http(s) address.</summary>
    public static bool IsAbsolute(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsWeb(uri) && text.Contains("//");

    /// <summary>The set with its addresses absolute; null where none is left.</summary>
    public static string? SourceSet(string? raw, Uri baseAddress)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return null;
        var candidates = Candidates(raw)
            .Select(candidate => (Address: Resource(candidate.Address, baseAddress), candidate.Size))
            .Where(candidate => candidate.Address is not null)
            .Select(candidate => (candidate.Address!.Replace(",", "%2C", StringComparison.Ordinal) + " " + candidate.Size).TrimEnd());
        var set = string.Join(", ", candidates);
        return set.Length == 0 ? null : set;
    }

    /// <summary>The address of a set that serves any screen: the widest that is not needlessly wide, else the narrowest.</summary>
    public static string? BestOf(string? set)
    {
        if (set is null)
            return null;
        var bySize = Candidates(set)
            .Select(candidate => (candidate.Address, Width: WidthOf(candidate.Size)))
            .OrderBy(one => one.Width)
            .ToList();
        return bySize.FindLast(one => one.Width <= WideEnough).Address ?? bySize.FirstOrDefault().Address;
    }

    private static double WidthOf(string size) =>
        size.Length > 1 && double.TryParse(size[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? size[^1] == 'x'
                ? number * WideEnough / 2
                : number
            : 0;

    private static Uri? Resolve(string? raw, Uri baseAddress)
    {
        if (string.IsNullOrWhiteSpace(raw) || raw.Length > Longest)
            return null;
        // Browsers drop line breaks and tabs inside an address, which is how "java\nscript:" is hidden.
        var text = string.Concat(raw.Where(c => !char.IsControl(c))).Trim();
        if (text.StartsWith("//", StringComparison.Ordinal))
            text = "https:" + text;
        return Uri.TryCreate(baseAddress, text, out var uri) && uri.IsAbsoluteUri ? uri : null;
    }

    private static bool IsWeb(Uri uri) => uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    // HTML, 4.8.4.2.1: an address may hold commas, so it ends at white space; a comma at its end closes the candidate.
    private static IEnumerable<(string Address, string Size)> Candidates(string set)
    {
        var at = 0;
        while (at < set.Length)
        {
            if (set[at] == ',' || char.IsWhiteSpace(set[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < set.Length && !char.IsWhiteSpace(set[at]))
                at++;
            var address = set[start..at];
            var size = "";
            if (address[^1] != ',')
            {
                var comma = set.IndexOf(',', at);
                var end = comma < 0 ? set.Length : comma;
                size = set[at..end].Trim();
                at = end;
            }

            yield return (address.TrimEnd(','), IsSize(size) ? size : "");
        }
    }

    private static bool IsSize(string text) =>
        text.Length is > 1 and < 12 && text[^1] is 'w' or 'x' && text[..^1].All(c => char.IsAsciiDigit(c) || c == '.');
}
