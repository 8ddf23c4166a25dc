using AngleSharp.Dom;
using Syndication.Articles;

namespace Syndication.Ingest.Cleaning;

/// <summary>
/// Turns what only a page's scripts would make something of into plain elements, before a body is written: AMP's elements, embeds that
/// are a class and an address, pictures that are there a second time for browsers without scripts.
/// </summary>
internal static class PageMarkup
{
    /// <summary>The elements of AMP and their kin, and how their attributes give an address.</summary>
    private static readonly Dictionary<string, (string Attribute, string Prefix)> Players = new(StringComparer.Ordinal)
    {
        ["amp-iframe"] = ("src", ""),
        ["amp-youtube"] = ("data-videoid", "https://www.youtube.com/watch?v="),
        ["lite-youtube"] = ("videoid", "https://www.youtube.com/watch?v="),
        ["amp-vimeo"] = ("data-videoid", "https://vimeo.com/"),
        ["lite-vimeo"] = ("videoid", "https://vimeo.com/"),
        ["amp-dailymotion"] = ("data-videoid", "https://www.dailymotion.com/video/"),
        ["amp-twitter"] = ("data-tweetid", "https://twitter.com/i/status/"),
        ["amp-instagram"] = ("data-shortcode", "https://www.instagram.com/p/"),
        ["amp-facebook"] = ("data-href", ""),
        ["amp-tiktok"] = ("data-src", "https://www.tiktok.com/video/"),
    };

    /// <summary>Embeds by class, and the attribute that holds their address.</summary>
    private static readonly (string Class, string Attribute, string Prefix)[] Posts =
    [
        ("instagram-media", "data-instgrm-permalink", ""),
        ("tiktok-embed", "cite", ""),
        ("twitter-tweet", "cite", ""),
        ("fb-post", "data-href", ""),
        ("fb-video", "data-href", ""),
        ("flourish-embed", "data-src", "https://public.flourish.studio/"),
    ];

    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["amp-img"] = "img",
        ["amp-anim"] = "img",
        ["amp-audio"] = "audio",
        ["amp-video"] = "video",
    };

    /// <summary>Changes the body in place.</summary>
    public static void Simplify(IElement body, Uri baseAddress)
    {
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            if (Plain.TryGetValue(element.LocalName, out var plain))
                Rename(element, plain);
            else if (Players.TryGetValue(element.LocalName, out var player))
                Replace(element, Frame(element, element.GetAttribute(player.Attribute), player.Prefix));
            else if (element.ClassName is { Length: > 0 })
                Link(element);
        }

        var images = body.QuerySelectorAll("img").ToList();
        for (var at = 0; at < images.Count; at++)
        {
            if (images[at].HasAttribute(ScriptFallback.Marker))
                Settle(images[at], [images.ElementAtOrDefault(at - 1), images.ElementAtOrDefault(at + 1)], baseAddress);
        }
    }

    private static void Rename(IElement element, string name)
    {
        var renamed = element.Owner!.CreateElement(name);
        foreach (var attribute in element.Attributes)
            renamed.SetAttribute(attribute.Name, attribute.Value);
        if (name != "img")
        {
            foreach (var source in element.Children.Where(child => child.LocalName == "source").ToList())
                renamed.AppendChild(source);
        }

        Replace(element, renamed);
    }

    // What the element held comes after it: where its end tag was forgotten that is the rest of the article.
    private static void Replace(IElement element, IElement? plain)
    {
        if (element.Parent is not { } parent)
            return;
        if (plain is not null)
            parent.InsertBefore(plain, element);
        foreach (var child in element.ChildNodes.ToList())
        {
            if (child is not IElement inner || !(inner.HasAttribute("placeholder") || inner.HasAttribute("fallback")))
                parent.InsertBefore(child, element);
        }

        element.Remove();
    }

    private static void Link(IElement element)
    {
        foreach (var (name, attribute, prefix) in Posts)
        {
            if (!element.ClassList.Contains(name) || element.QuerySelector("a[href]") is not null)
                continue;
            if (Frame(element, element.GetAttribute(attribute), prefix) is { } frame)
                element.AppendChild(frame);
        }

        // WordPress stores the bare address and makes the player of it when the page is shown.
        if (element.ClassList.Contains("wp-block-embed__wrapper") && element.TextContent.Trim() is var text && Addresses.IsAbsolute(text))
        {
            element.TextContent = "";
            element.AppendChild(Frame(element, text, "")!);
        }
    }

    private static IElement? Frame(IElement element, string? address, string prefix)
    {
        if (string.IsNullOrWhiteSpace(address))
            return null;
        var frame = element.Owner!.CreateElement("iframe");
        frame.SetAttribute("src", prefix + address.Trim());
        if (element.GetAttribute("title") is { } title)
            frame.SetAttribute("title", title);
        return frame;
    }

    // Of the picture and its double for browsers without scripts one stays: the first where it has an address, else the double.
    private static void Settle(IElement image, IElement?[] beside, Uri baseAddress)
    {
        var address = ImageSources.Of(image, baseAddress);
        foreach (
            var neighbour in beside
                .OfType<IElement>()
                .Where(found => found.Parent is not null && !found.HasAttribute(ScriptFallback.Marker))
        )
        {
            var real = ImageSources.RealOf(neighbour, baseAddress);
            if (address is null || (real is not null && PictureIdentity.IsSame(real, address)))
            {
                image.Remove();
                return;
            }

            if (IsNear(image, neighbour) && (real is null || HasSameText(image, neighbour)))
            {
                neighbour.Remove();
                return;
            }
        }
    }

    private static bool IsNear(IElement one, IElement other)
    {
        IElement?[] above = [one.ParentElement, one.ParentElement?.ParentElement];
        return above.Contains(other.ParentElement) || above.Contains(other.ParentElement?.ParentElement);
    }

    private static bool HasSameText(IElement one, IElement other) =>
        one.GetAttribute("alt") is { Length: > 0 } text && text == other.GetAttribute("alt");
}
