namespace Syndication.Articles;

/// <summary>A picture.</summary>
/// <param name="Url">Absolute http(s) address.</param>
/// <param name="Alt">What it shows, for those who do not see it; may be empty.</param>
/// <param name="Credit">Who made it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Type">Media type.</param>
/// <param name="Bytes">Length.</param>
public sealed record ArticleImage(
    string Url,
    string Alt = "",
    string? Credit = null,
    int? Width = null,
    int? Height = null,
    string? Type = null,
    long? Bytes = null
);
