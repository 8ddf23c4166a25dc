using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>Pictures, sound and film, with absolute addresses and without what a page's script would have done to them.</summary>
internal static partial class MediaMarkup
{
    private static readonly string[] LazySources = ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-url"];
    private static readonly string[] LazySets = ["data-srcset", "data-lazy-srcset", "srcset"];

    /// <summary>The element anew, or null where it leads nowhere.</summary>
    public static string? Of(IElement element, Uri baseAddress) =>
        element.LocalName == "img" ? Image(element, baseAddress) : Player(element, baseAddress);

    private static string? Image(IElement element, Uri baseAddress)
    {
        var set = LazySets
            .Select(name => Addresses.SourceSet(element.GetAttribute(name), baseAddress))
            .FirstOrDefault(found => found is not null);
        var source = SourceOf(element, baseAddress) ?? Addresses.Resource(Addresses.FirstOf(set ?? PictureSet(element)), baseAddress);
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
        attributes.AddRange(AttributeRules.Of(element, "img", baseAddress));
        return MarkupBuilder.Tag("img", attributes);
    }

    private static string? SourceOf(IElement element, Uri baseAddress)
    {
        var lazy = LazySources
            .Select(name => Addresses.Resource(element.GetAttribute(name), baseAddress))
            .FirstOrDefault(found => found is not null);
        var plain = Addresses.Resource(element.GetAttribute("src"), baseAddress);
        return lazy is not null && (plain is null || Placeholder.IsMatch(plain)) ? lazy : plain ?? lazy;
    }

    private static string? PictureSet(IElement element) =>
        element.ParentElement is { LocalName: "picture" } picture
            ? picture
                .Children.Where(child => child.LocalName == "source")
                .Select(child => child.GetAttribute("srcset") ?? child.GetAttribute("data-srcset"))
                .FirstOrDefault(found => found is not null)
            : null;

    private static string? Player(IElement element, Uri baseAddress)
    {
        var own = Addresses.Resource(element.GetAttribute("src"), baseAddress);
        var sources = element
            .Children.Where(child => child.LocalName == "source")
            .Select(child => (Address: Addresses.Resource(child.GetAttribute("src"), baseAddress), Type: child.GetAttribute("type")))
            .Where(source => source.Address is not null)
            .ToList();
        if (own is null && sources.Count == 0)
            return null;
        var attributes = new List<MarkupAttribute>();
        if (own is not null)
            attributes.Add(new MarkupAttribute("src", own));
        attributes.Add(new MarkupAttribute("controls", ""));
        if (element.LocalName == "video" && Addresses.Resource(element.GetAttribute("poster"), baseAddress) is { } poster)
            attributes.Add(new MarkupAttribute("poster", poster));
        attributes.AddRange(AttributeRules.Of(element, element.LocalName, baseAddress));
        var markup = new StringBuilder(MarkupBuilder.Tag(element.LocalName, attributes));
        foreach (var (address, type) in own is null ? sources : [])
            markup.Append(MarkupBuilder.Tag("source", SourceAttributes(address!, type)));
        return markup.Append("</").Append(element.LocalName).Append('>').ToString();
    }

    private static List<MarkupAttribute> SourceAttributes(string address, string? type) =>
        type is not null && MediaTypes.IsValid(type) ? [new("src", address), new("type", type)] : [new("src", address)];

    [GeneratedRegex(
        @"placeholder|blank|spacer|lazy|transparent|loading|pixel|1x1|gr[ae]y",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Placeholder { get; }
}
