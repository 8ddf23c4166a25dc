namespace Syndication.Ingest.FullText;

/// <summary>What a page itself says to programs: <c>X-Robots-Tag</c> and <c>meta name="robots"</c>.</summary>
internal static class RobotsDirectives
{
    private static readonly string[] Refusing = ["noindex", "noarchive", "none"];

    // Directives with a value after a colon; any other word before a colon is a program's name.
    private static readonly string[] WithValue = ["max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"];

    /// <summary>The directive by which a page says that it is not to be kept, or null.</summary>
    /// <param name="value">Comma-separated; several header fields may have been joined.</param>
    /// <param name="product">Our product token: what is addressed to another program does not concern us.</param>
    public static string? Refusal(string? value, string product)
    {
        var isOurs = true;
        foreach (var part in (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var directive = part;
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !WithValue.Contains(part[..colon].Trim(), StringComparer.OrdinalIgnoreCase))
            {
                // It holds for what follows it, up to the next name.
                isOurs = part[..colon].Trim().Equals(product, StringComparison.OrdinalIgnoreCase);
                directive = part[(colon + 1)..].Trim();
            }

            if (isOurs && Refusing.Contains(directive, StringComparer.OrdinalIgnoreCase))
                return directive.ToLowerInvariant();
        }

        return null;
    }
}
