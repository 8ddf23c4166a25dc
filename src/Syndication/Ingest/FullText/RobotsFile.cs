using System.Globalization;
using System.Text;

namespace Syndication.Ingest.FullText;

/// <summary>The rules of a site's <c>robots.txt</c> for one program (RFC 9309).</summary>
internal sealed class RobotsFile
{
    /// <summary>Bytes of the file that are read; RFC 9309, section 2.5 asks for 500 KiB at least.</summary>
    public const int MostBytes = 512 * 1024;

    private const int MostRules = 5000;

    private readonly List<(string Pattern, bool Allows)> rules = [];

    private RobotsFile() { }

    /// <summary>No rules: everything is allowed (section 2.3.1.3, the file is not there).</summary>
    public static RobotsFile Open { get; } = new();

    /// <summary>Everything but the file itself is disallowed (section 2.3.1.4, the file cannot be reached).</summary>
    public static RobotsFile Closed { get; } = Parse("User-agent: *\nDisallow: /", "*");

    /// <summary>What <c>Crawl-delay</c> asks for between two requests, which is no part of the RFC; null: not said.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">UTF-8; of more than <see cref="MostBytes"/> the rest is not read.</param>
    /// <param name="product">Our product token.</param>
    public static RobotsFile Parse(ReadOnlySpan<byte> bytes, string product) =>
        Parse(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostBytes)]), product);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static RobotsFile Parse(string text, string product)
    {
        // Section 2.2.1: all groups that name the product are one; those of "*" count only where there is none.
        var (own, common) = (new RobotsFile(), new RobotsFile());
        var (isOwn, isCommon, hasOwn, inAgents) = (false, false, false, false);
        foreach (var (key, value) in Lines(text))
        {
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!inAgents)
                    (isOwn, isCommon) = (false, false);
                inAgents = true;
                isOwn |= Token(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                isCommon |= value.StartsWith('*');
                hasOwn |= isOwn;
                continue;
            }

            // A sitemap's address belongs to no group and ends none (section 2.2.4).
            var isRule = own.Take(key, value, isOwn) | common.Take(key, value, isCommon);
            inAgents &= !isRule;
        }

        return hasOwn ? own : common;
    }

    /// <summary>Whether the address may be fetched.</summary>
    /// <param name="pathAndQuery">As in the request, percent-encoded.</param>
    public bool Allows(string pathAndQuery)
    {
        var path = Normalized(pathAndQuery.Length == 0 ? "/" : pathAndQuery);
        if (path == "/robots.txt")
            return true;
        // Section 2.2.2: the longest match decides, and of equal ones the one that allows.
        var (longest, allows) = (-1, true);
        foreach (var rule in rules)
        {
            if (rule.Pattern.Length >= longest && Matches(rule.Pattern, path))
                (longest, allows) = (rule.Pattern.Length, rule.Allows || (rule.Pattern.Length == longest && allows));
        }

        return allows;
    }

    private bool Take(string key, string value, bool isMine)
    {
        var isAllow = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
        var isDelay = key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase);
        if (!isAllow && !isDelay && !key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            return false;
        if (!isMine)
            return true;
        if (isDelay)
            CrawlDelay ??=
                double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 3600
                    ? TimeSpan.FromSeconds(seconds)
                    : null;
        else if (value.Length > 0 && rules.Count < MostRules)
            rules.Add((Normalized(value[0] is '/' or '*' ? value : "/" + value), isAllow));
        return true;
    }

    private static IEnumerable<(string Key, string Value)> Lines(string text)
    {
        foreach (var whole in text.TrimStart('\uFEFF').Split(['\n', '\r']))
        {
            var comment = whole.IndexOf('#', StringComparison.Ordinal);
            var line = comment < 0 ? whole : whole[..comment];
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                yield return (line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
    }

    // "Syndication/1.0" names us by what stands before its version.
    private static string Token(string value)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiLetter(value[end]) || value[end] is '-' or '_'))
            end++;
        return value[..end];
    }

    // Any run for "*", the end for a closing "$"; each star is tried again only as far as the next one, so the work is bounded by the product.
    private static bool Matches(string pattern, string path)
    {
        var anchored = pattern.EndsWith('$');
        var end = anchored ? pattern.Length - 1 : pattern.Length;
        var (at, from, star, resume) = (0, 0, -1, 0);
        while (from < path.Length)
        {
            if (at < end && pattern[at] == '*')
            {
                (star, resume) = (at, from);
                at++;
            }
            else if (at < end && pattern[at] == path[from])
            {
                (at, from) = (at + 1, from + 1);
            }
            else if (at == end && !anchored)
            {
                return true;
            }
            else if (star >= 0)
            {
                (at, from) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        while (at < end && pattern[at] == '*')
            at++;
        return at == end;
    }

    // Section 2.2.2: compared after percent-encoding what is not ASCII and decoding what needs no encoding; so "%7E" is "~" and "ツ" its octets.
    private static string Normalized(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            var c = path[at];
            if (
                c == '%'
                && at + 2 < path.Length
                && byte.TryParse(path.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)
            )
            {
                if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
                    text.Append((char)octet);
                else
                    text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
                at += 2;
            }
            else if (c < 0x80)
            {
                text.Append(c);
            }
            else
            {
                var length = char.IsHighSurrogate(c) && at + 1 < path.Length && char.IsLowSurrogate(path[at + 1]) ? 2 : 1;
                foreach (var encoded in Encoding.UTF8.GetBytes(path.Substring(at, length)))
                    text.Append(CultureInfo.InvariantCulture, $"%{encoded:X2}");
                at += length - 1;
            }
        }

        return text.ToString();
    }
}
