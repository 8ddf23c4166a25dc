using System.Text.RegularExpressions;

namespace Syndication.Feeds;

/// <summary>Media types (RFC 6838) as articles name them.</summary>
internal static partial class MediaType
{
    /// <summary>Whether it has the form <c>type/subtype</c>, without parameters.</summary>
    public static bool IsValid(string? type) => type is not null && Form.IsMatch(type);

    /// <summary>Media RSS's word for the kind of thing it is.</summary>
    public static string MediumOf(string type) =>
        type.Split('/')[0].ToLowerInvariant() switch
        {
            "audio" => "audio",
            "video" => "video",
            "image" => "image",
            _ => "document",
        };

    [GeneratedRegex(
        @"^[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form { get; }
}
