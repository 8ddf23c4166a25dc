using System.Globalization;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Media RSS 1.5: pictures become the lead picture, sounds and films files that go with the item.</summary>
internal static class MediaVocabulary
{
    /// <summary>Takes what an element of an item says; false: it has no place.</summary>
    public static bool Take(ItemDraft item, FeedElement element) => Take(item, element, 0);

    private static bool Take(ItemDraft item, FeedElement element, int level)
    {
        switch (element.Local)
        {
            case "group":
                TakeGroup(item, element, level);
                return true;
            case "content":
                TakeContent(item, element);
                TakeParts(item, element, level + 1);
                return true;
            case "thumbnail":
                if (FeedAddresses.Resolve(element.Attribute("url"), element.Base) is { } url)
                    item.OfferImage(2 + level, ImageOf(element, url));
                return true;
            case "title":
                // Within a file it is the file's own.
                item.Title.Offer(2 + 2 * level, element.Text());
                return true;
            case "description":
                item.Summary.Offer(3 + 3 * level, TextConstruct.OfRss(element).Value);
                item.ImageAlt.Offer(0, element.Text());
                return true;
            case "credit":
                TakeCredit(item, element);
                return true;
            case "category":
                item.AddTag(element.Attribute("label") is { Length: > 0 } label ? label : element.Text());
                return true;
            case "keywords":
                foreach (var word in element.Text().Split(','))
                    item.AddTag(word);
                return true;
            default:
                return false;
        }
    }

    // Of a group's files, which are one thing in several forms, the one that it names counts, else the first.
    private static void TakeGroup(ItemDraft item, FeedElement group, int level)
    {
        FeedElement? chosen = null;
        foreach (var part in group.Elements)
        {
            if (part.Vocabulary != FeedNamespace.Media)
                continue;
            if (part.Local == "content")
            {
                if (chosen is null || part.Attribute("isdefault") == "true")
                    chosen = part;
            }
            else if (part.Local != "group" && !Take(item, part, level))
                item.Leave(part.Name.Written);
        }

        if (chosen is null)
            return;
        TakeContent(item, chosen);
        TakeParts(item, chosen, level + 1);
    }

    private static void TakeParts(ItemDraft item, FeedElement content, int level)
    {
        foreach (var part in content.Elements)
        {
            if (part.Vocabulary == FeedNamespace.Media && part.Local is not ("content" or "group"))
                Take(item, part, level);
        }
    }

    private static void TakeContent(ItemDraft item, FeedElement element)
    {
        if (FeedAddresses.Resolve(element.Attribute("url"), element.Base) is not { } url)
            return;
        var type = element.Attribute("type")?.Trim();
        if (IsImage(element.Attribute("medium"), type, url))
            item.OfferImage(0, ImageOf(element, url));
        else
            item.AddEnclosure(url, type, element.Attribute("filesize"));
    }

    private static SourceImage ImageOf(FeedElement element, string url) =>
        new(url)
        {
            Type = element.Local == "content" ? element.Attribute("type") : null,
            Width = SizeOf(element.Attribute("width")),
            Height = SizeOf(element.Attribute("height")),
            Alt = element.Child(FeedNamespace.Media, "description")?.Text() ?? element.Child(FeedNamespace.Media, "title")?.Text(),
            Credit = element.Child(FeedNamespace.Media, "credit")?.Text(),
        };

    private static void TakeCredit(ItemDraft item, FeedElement element)
    {
        if (element.Attribute("role")?.Trim().ToLowerInvariant() is "author")
            item.AddAuthor(3, Persons.OfText(element.Text()));
        else
            item.ImageCredit.Offer(0, element.Text());
    }

    private static int? SizeOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= 100_000 ? size : null;

    private static bool IsImage(string? medium, string? type, string url)
    {
        if (!string.IsNullOrWhiteSpace(medium))
            return medium.Trim().Equals("image", StringComparison.OrdinalIgnoreCase);
        if (!string.IsNullOrEmpty(type))
            return type.StartsWith("image/", StringComparison.OrdinalIgnoreCase);
        var end = url.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? url : url[..end];
        return path.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".webp", StringComparison.OrdinalIgnoreCase);
    }
}
