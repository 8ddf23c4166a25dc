using System.Net;

namespace Syndication.Outbound;

/// <summary>
/// Names that are nobody's on the public internet, whatever a resolver says of them: special-use domains (RFC 6761 and those after it),
/// <c>.internal</c> (ICANN's for private use, clouds' metadata services among it), and names without a dot.
/// </summary>
internal static class ReservedNames
{
    private static readonly string[] Domains =
    [
        "alt",
        "home.arpa",
        "internal",
        "intranet",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "onion",
    ];

    /// <summary>Whether the name is one of those. Addresses are not names.</summary>
    public static bool Contains(string host)
    {
        var name = host.TrimEnd('.');
        if (IPAddress.TryParse(name.Trim('[', ']'), out _))
            return false;
        return !name.Contains('.', StringComparison.Ordinal)
            || Array.Exists(
                Domains,
                domain =>
                    name.Length > domain.Length
                    && name[^(domain.Length + 1)] == '.'
                    && name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
            );
    }
}
