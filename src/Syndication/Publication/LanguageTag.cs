using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Publication;

/// <summary>BCP 47 language tags.</summary>
public static partial class LanguageTag
{
    /// <summary>Most characters of a tag (RFC 5646, section 4.4.1).</summary>
    public const int Longest = 35;

    /// <summary>Whether the tag is well-formed (RFC 5646, section 2.1) and its primary subtag is known to the platform.</summary>
    /// <remarks>
    /// Only the primary subtag is asked of the platform, which makes a culture of any well-formed tag and keeps it for ever: tags come from strangers.
    /// </remarks>
    public static bool IsValid(string? tag)
    {
        if (tag is null || tag.Length > Longest || WellFormed.Match(tag) is not { Success: true } match)
            return false;

        // A language that it does not know it calls by its code.
        var primary = match.Groups["primary"].Value;
        return CultureInfo.GetCultureInfo(primary).EnglishName != primary;
    }

    /// <summary>Whether text in this language runs from right to left.</summary>
    public static bool IsRightToLeft(string tag) => IsValid(tag) && CultureInfo.GetCultureInfo(tag).TextInfo.IsRightToLeft;

    [GeneratedRegex(
        "^(?<primary>[a-z]{2,3})(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WellFormed { get; }
}
