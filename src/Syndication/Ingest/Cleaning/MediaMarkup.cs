using System.Text;
using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>Pictures, sound and film, with absolute addresses and without what a page's script would have done to them.</summary>
internal static class MediaMarkup
{
    /// <summary>The element anew, or null where it leads nowhere.</summary>
    /// <param name="element">A picture or a player.</param>
    /// <param name="baseAddress">What relative addresses are taken from.</param>
    /// <param name="insideLink">Whether a link holds it, in which no other can stand.</param>
    public static string? Of(IElement element, Uri baseAddress, bool insideLink) =>
        element.LocalName == "img" ? Image(element, baseAddress) : Player(element, baseAddress, insideLink);

    private static string? Image(IElement element, Uri baseAddress)
    {
        var set = ImageSources.SetOf(element, baseAddress);
        var source = ImageSources.Of(element, baseAddress);
        if (source is null)
            return null;
        var attributes = new List<MarkupAttribute> { new("src", source), new("alt", element.GetAttribute("alt") ?? "") };
        if (set is not null)
            attributes.Add(new MarkupAttribute("srcset", set));
        if (
            set is not null
            && element.GetAttribute("sizes") is { Length: > 0 and <= 500 } sizes
            && !sizes.Contains("auto", StringComparison.Ordinal)
        )
            attributes.Add(new MarkupAttribute("sizes", sizes));
        var isStandIn = source != Addresses.Resource(element.GetAttribute("src"), baseAddress);
        attributes.AddRange(AttributeRules.Of(element, "img", baseAddress).Where(one => !(isStandIn && IsTiny(one))));
        return MarkupBuilder.Tag("img", attributes);
    }

    // A blurred stand-in of a few pixels says its own size, not the picture's.
    private static bool IsTiny(MarkupAttribute attribute) => attribute.Name is "width" or "height" && attribute.Value.Length <= 2;

    private static string? Player(IElement element, Uri baseAddress, bool insideLink)
    {
        var own = Source(element, baseAddress);
        var sources = element
            .Children.Where(child => child.LocalName == "source")
            .Select(child => (Address: Source(child, baseAddress), Type: child.GetAttribute("type")))
            .Where(source => source.Address is not null)
            .ToList();
        if (own is null && sources.Count == 0)
            return null;
        var attributes = new List<MarkupAttribute>();
        if (own is not null)
            attributes.Add(new MarkupAttribute("src", own));
        attributes.Add(new MarkupAttribute("controls", ""));
        var poster = element.LocalName == "video" ? Poster(element, baseAddress) : null;
        if (poster is not null)
            attributes.Add(new MarkupAttribute("poster", poster));
        attributes.AddRange(AttributeRules.Of(element, element.LocalName, baseAddress));
        var markup = new StringBuilder(MarkupBuilder.Tag(element.LocalName, attributes));
        foreach (var (address, type) in own is null ? sources : [])
            markup.Append(MarkupBuilder.Tag("source", SourceAttributes(address!, type)));
        // Readers that take the player away show what it holds.
        if (poster is not null && !insideLink)
            markup.Append(Still(own ?? sources[0].Address!, poster));
        return markup.Append("</").Append(element.LocalName).Append('>').ToString();
    }

    private static string? Source(IElement element, Uri baseAddress) =>
        Addresses.Resource(element.GetAttribute("src"), baseAddress) ?? Addresses.Resource(element.GetAttribute("data-src"), baseAddress);

    private static string? Poster(IElement element, Uri baseAddress) =>
        Addresses.Resource(element.GetAttribute("poster"), baseAddress)
        ?? Addresses.Resource(element.GetAttribute("data-poster"), baseAddress);

    private static string Still(string film, string poster) =>
        MarkupBuilder.Tag("a", [new("href", film), new("rel", "noopener")])
        + MarkupBuilder.Tag("img", [new("src", poster), new("alt", "Video")])
        + "</a>";

    private static List<MarkupAttribute> SourceAttributes(string address, string? type) =>
        type is not null && MediaTypes.IsValid(type) ? [new("src", address), new("type", type)] : [new("src", address)];
}
