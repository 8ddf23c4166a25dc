using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Pictures;

/// <summary>The size of an SVG (SVG 2, sections 8.2 and 8.6): width and height in pixels, else those of its viewBox.</summary>
internal static partial class SvgHeader
{
    /// <summary>The media type: mail programs and most feed readers do not show it, so it is no lead picture.</summary>
    public const string Type = "image/svg+xml";

    private const int Most = 8 * 1024;

    /// <summary>The size; null where it is no SVG or names none.</summary>
    public static PictureSize? Read(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, Most)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('<'))
            return null;
        try
        {
            return Root.Match(text) is { Success: true } root ? Size(root.Groups["attributes"].Value) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // Made to be costly.
            return null;
        }
    }

    private static PictureSize? Size(string attributes)
    {
        var lengths = Lengths
            .Matches(attributes)
            .DistinctBy(length => length.Groups["name"].Value)
            .ToDictionary(length => length.Groups["name"].Value, length => Number(length.Groups["number"].Value), StringComparer.Ordinal);
        var (width, height) = (lengths.GetValueOrDefault("width"), lengths.GetValueOrDefault("height"));
        if ((width is null || height is null) && ViewBox.Match(attributes) is { Success: true } box)
            (width, height) = (Number(box.Groups["width"].Value), Number(box.Groups["height"].Value));
        return width is { } wide && height is { } high ? new PictureSize(Type, wide, high) : null;
    }

    private static int? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000
            ? (int)Math.Round(number)
            : null;

    // What may stand before it: declaration, comments, document type.
    [GeneratedRegex(
        @"\A(?><\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<![^>]*>|\]\s*>|\s)*<(?:svg:)?svg(?=[\s>])(?<attributes>[^>]*)>",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Root { get; }

    [GeneratedRegex(
        @"\sviewBox\s*=\s*[""']\s*-?[\d.e+-]+[\s,]+-?[\d.e+-]+[\s,]+(?<width>[\d.e+-]+)[\s,]+(?<height>[\d.e+-]+)\s*[""']",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex ViewBox { get; }

    [GeneratedRegex(
        @"(?<=\s)(?<name>width|height)\s*=\s*[""']\s*(?<number>[\d.]+)(?:px)?\s*[""']",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Lengths { get; }
}
