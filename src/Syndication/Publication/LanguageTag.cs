using System.Globalization;

namespace Syndication.Publication;

/// <summary>BCP 47 language tags.</summary>
public static class LanguageTag
{
    /// <summary>Most characters of a tag (RFC 5646, section 4.4.1).</summary>
    public const int Longest = 35;

    /// <summary>Whether the tag is well-formed and its primary subtag is known to the platform.</summary>
    public static bool IsValid(string? tag)
    {
        if (tag is null || tag.Length is < 2 or > Longest || tag.Any(c => c is not '-' && !char.IsAsciiLetterOrDigit(c)))
            return false;
        try
        {
            // The platform makes a culture of any well-formed tag; one that it does not know it calls by its code.
            var primary = tag.Split('-')[0];
            return CultureInfo.GetCultureInfo(tag).Name.Length > 0 && CultureInfo.GetCultureInfo(primary).EnglishName != primary;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Whether text in this language runs from right to left.</summary>
    public static bool IsRightToLeft(string tag) => IsValid(tag) && CultureInfo.GetCultureInfo(tag).TextInfo.IsRightToLeft;
}
