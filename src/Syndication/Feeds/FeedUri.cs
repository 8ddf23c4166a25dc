namespace Syndication.Feeds;

/// <summary>Addresses as feeds carry them: absolute, http(s), in ASCII (RFC 3986), whatever form they were stored in.</summary>
internal static class FeedUri
{
    /// <summary>The address, or null where it is not an absolute http(s) one.</summary>
    public static string? Of(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return null;
        // Feeds' validators know no address in brackets.
        if (uri.HostNameType is UriHostNameType.IPv6)
            return null;
        var host = uri.IdnHost;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var rest = (uri.PathAndQuery + uri.Fragment)
            .Replace("[", "%5B", StringComparison.Ordinal)
            .Replace("]", "%5D", StringComparison.Ordinal);
        var ascii = $"{uri.Scheme}://{host}{port}{rest}";
        return host.Length > 0 && ascii.All(char.IsAscii) ? ascii : null;
    }

    /// <summary>The name of the file that the address leads to, as people read it; empty where the path ends in none.</summary>
    public static string FileName(Uri address) => FeedText.Line(Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/')));

    /// <summary>Whether the host's name has a domain, as enclosures must have: no <c>localhost</c>, and letters, digits and hyphens only.</summary>
    /// <param name="address">As <see cref="Of"/> gives it.</param>
    public static bool HasDomain(string address) =>
        new Uri(address).Host.Split('.') is { Length: > 1 } labels
        && labels.All(label => label.Length > 0 && label.All(c => c == '-' || char.IsAsciiLetterOrDigit(c)));
}
