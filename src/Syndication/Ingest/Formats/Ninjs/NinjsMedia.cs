using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ninjs;

/// <summary>Pictures and files: the renditions of an item, and of what is associated with it.</summary>
internal static class NinjsMedia
{
    private const int WideEnough = 1600;

    private static readonly HashSet<string> Files = new(StringComparer.Ordinal)
    {
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".mp3",
        ".m4a",
        ".ogg",
        ".wav",
        ".mp4",
        ".mov",
        ".webm",
    };

    /// <summary>An item's own file: a picture, or a film or recording; both null where it has none with an address.</summary>
    public static (SourceImage? Image, SourceEnclosure? File) Of(NinjsFields item)
    {
        var renditions = item.Parts("renditions")
            .Select(part => part.Value)
            .Where(rendition => rendition.Text("href") is { } href && Addresses.IsAbsolute(href))
            .ToList();
        var isPicture =
            item.Text("type") is "picture" or "graphic" or "image"
            || renditions.Exists(IsPicture) && item.Text("type") is not ("video" or "audio");
        if (renditions.Count == 0)
            return OfAddress(item, isPicture);
        if (!isPicture)
        {
            var file = renditions.Find(rendition => !IsPicture(rendition)) ?? renditions[0];
            return (null, new SourceEnclosure(file.Text("href")!, TypeOf(file), SizeOf(file)));
        }

        var best = renditions.Where(rendition => WidthOf(rendition) <= WideEnough).MaxBy(WidthOf) ?? renditions.MinBy(WidthOf)!;
        return (ToImage(item, best, best.Text("href")!), null);
    }

    // Some senders name a file by nothing but its own address.
    private static (SourceImage? Image, SourceEnclosure? File) OfAddress(NinjsFields item, bool isPicture)
    {
        var address = item.Text("href", "uri");
        if (
            address is null
            || !Addresses.IsAbsolute(address)
            || !Files.Contains(Path.GetExtension(new Uri(address).AbsolutePath).ToLowerInvariant())
        )
            return (null, null);
        return isPicture
            ? (ToImage(item, rendition: null, address), null)
            : (null, new SourceEnclosure(address, item.Text("contenttype", "mimetype"), Length: null));
    }

    private static SourceImage ToImage(NinjsFields item, NinjsFields? rendition, string address) =>
        new(address)
        {
            Alt =
                NinjsText.MainOf(NinjsText.Of(item, "descriptions", "description"))
                ?? NinjsText.MainOf(NinjsText.Of(item, "headlines", "headline")),
            Credit = item.Text("by", "byline") ?? item.Text("copyrightholder"),
            Type = rendition is null ? null : TypeOf(rendition),
            Width = rendition is null ? null : Positive(WidthOf(rendition)),
            Height = rendition is null ? null : Positive(LengthOf(rendition, "height")),
        };

    private static bool IsPicture(NinjsFields rendition) =>
        TypeOf(rendition)?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static string? TypeOf(NinjsFields rendition) => rendition.Text("contenttype", "mimetype");

    private static long? SizeOf(NinjsFields rendition) => LengthOf(rendition, "sizeinbytes") is > 0 and var size ? size : null;

    private static int WidthOf(NinjsFields rendition) => LengthOf(rendition, "width");

    private static int LengthOf(NinjsFields rendition, string name) =>
        int.TryParse(rendition.Text(name), System.Globalization.CultureInfo.InvariantCulture, out var length) ? length : 0;

    private static int? Positive(int length) => length > 0 ? length : null;
}
