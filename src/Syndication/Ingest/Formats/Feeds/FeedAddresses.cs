namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Addresses in feeds: absolute ones stay as they are given, relative ones are taken from a base (RFC 3986, 5).</summary>
internal static class FeedAddresses
{
    private const int Longest = 4096;

    /// <summary>The address made absolute where it can be; null where there is none.</summary>
    public static string? Resolve(string? given, Uri? baseAddress)
    {
        var address = given?.Trim();
        if (string.IsNullOrEmpty(address))
            return null;
        if (baseAddress is null || address.Length > Longest || HasScheme(address))
            return address;
        return Uri.TryCreate(baseAddress, address, out var absolute) ? absolute.AbsoluteUri : address;
    }

    /// <summary>The base that an <c>xml:base</c> makes; the outer one where it makes none that can be fetched from.</summary>
    public static Uri? BaseOf(string given, Uri? outer)
    {
        var address = Mend(given.Trim());
        if (address.Length is 0 or > Longest)
            return outer;
        var isMade =
            outer is null || HasScheme(address)
                ? Uri.TryCreate(address, UriKind.Absolute, out var made)
                : Uri.TryCreate(outer, address, out made);
        return isMade && made!.Scheme is "http" or "https" or "ftp" ? made : outer;
    }

    /// <summary>Whether it begins with a scheme (RFC 3986, 3.1).</summary>
    public static bool HasScheme(ReadOnlySpan<char> address)
    {
        if (address.Length == 0 || !char.IsAsciiLetter(address[0]))
            return false;
        for (var at = 1; at < address.Length; at++)
        {
            if (address[at] == ':')
                return true;
            if (!char.IsAsciiLetterOrDigit(address[at]) && address[at] is not ('+' or '-' or '.'))
                return false;
        }

        return false;
    }

    /// <summary>Whether it is an absolute address on the web.</summary>
    public static bool IsWeb(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    // "http:///example.com" is a slash too many.
    private static string Mend(string address)
    {
        var colon = address.IndexOf(":///", StringComparison.Ordinal);
        return colon > 0 && HasScheme(address) && !address.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? address[..colon] + "://" + address[(colon + 4)..].TrimStart('/')
            : address;
    }
}
