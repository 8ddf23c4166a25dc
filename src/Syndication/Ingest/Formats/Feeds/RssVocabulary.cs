using System.Globalization;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>The elements of RSS 0.90 to 2.0 and of CDF, by their names in lower case.</summary>
internal static class RssVocabulary
{
    /// <summary>Takes what an element of an item says; false: it has no place.</summary>
    public static bool Take(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                item.Title.Offer(0, TextConstruct.OfRss(element).Value);
                return true;
            case "link":
                TakeLink(item, element);
                return true;
            case "guid":
                TakeGuid(item, element);
                return true;
            case "description" or "abstract":
                TakeDescription(item, element);
                return true;
            case "summary":
                TakeSummary(item, element);
                return true;
            case "fullitem" or "body" or "encoded":
                item.OfferContent(2, TextConstruct.OfHtml(element).Value, element);
                return true;
            case "pubdate" or "published" or "issued" or "date":
                item.OfferDate(ref item.Published, 0, element);
                return true;
            case "updated" or "modified" or "lastbuilddate":
                item.OfferDate(ref item.Updated, 0, element);
                return true;
            case "expirationdate":
                item.OfferDate(ref item.Expires, 0, element);
                return true;
            default:
                return TakeMore(item, element);
        }
    }

    private static bool TakeMore(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "author" or "managingeditor" or "creator":
                item.AddAuthor(0, Persons.OfElement(element));
                return true;
            case "category":
                item.AddTag(element.Attribute("term") ?? element.Text());
                return true;
            case "enclosure":
                item.AddEnclosure(
                    FeedAddresses.Resolve(element.Attribute("url") ?? element.Attribute("href"), element.Base),
                    element.Attribute("type"),
                    element.Attribute("length")
                );
                return true;
            case "image":
                return TakeImage(item, element);
            case "language":
                item.Language.Offer(0, element.Text());
                return true;
            default:
                return false;
        }
    }

    private static void TakeLink(ItemDraft item, FeedElement element)
    {
        if (element.Text() is { Length: > 0 } text)
            item.Url.Offer(1, FeedAddresses.Resolve(text, element.Base));
        else if (element.Attribute("href") is not null)
            AtomLinks.Take(item, element);
    }

    // RSS 2.0: a guid is the item's address unless it says that it is not.
    private static void TakeGuid(ItemDraft item, FeedElement element)
    {
        var text = element.Text();
        item.Id.Offer(0, text);
        var isPermanent = element.Attribute("ispermalink")?.Trim();
        if (isPermanent is null ? FeedAddresses.IsWeb(text) : isPermanent.Equals("true", StringComparison.OrdinalIgnoreCase))
            item.Url.Offer(3, FeedAddresses.Resolve(text, element.Base));
    }

    private static void TakeDescription(ItemDraft item, FeedElement element)
    {
        var text = TextConstruct.OfRss(element);
        if (text.Value.Length == 0)
            return;
        if (item.Description is not null)
            item.SecondDescription ??= text.Html;
        item.Description ??= text.Html;
        item.Summary.Offer(1, text.Value);
    }

    private static void TakeSummary(ItemDraft item, FeedElement element)
    {
        item.Summary.Offer(0, TextConstruct.OfRss(element).Value);
        item.HasSummary = true;
    }

    private static bool TakeImage(ItemDraft item, FeedElement element)
    {
        var address =
            element.Child(FeedNamespace.Core, "url")?.Text()
            ?? element.Attribute("url")
            ?? element.Attribute("href")
            ?? (element.HasElements ? null : element.Text());
        if (FeedAddresses.Resolve(address, element.Base) is not { } url)
            return false;
        item.OfferImage(1, new SourceImage(url) { Alt = element.Child(FeedNamespace.Core, "title")?.Text() });
        return true;
    }

    /// <summary>Takes what an element of a channel says; false: it has no place.</summary>
    public static bool Take(FeedDraft feed, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                feed.Title.Offer(0, TextConstruct.OfRss(element).Value);
                return true;
            case "link":
                if (element.Text() is { Length: > 0 } text)
                    feed.Home.Offer(0, FeedAddresses.Resolve(text, element.Base));
                else
                    AtomLinks.Take(feed, element);
                return true;
            case "language":
                feed.Language.Offer(0, element.Text());
                return true;
            case "ttl":
                feed.Ttl = NumberOf(element) ?? feed.Ttl;
                return true;
            case "skiphours":
                foreach (var hour in element.Elements)
                    feed.AddSkipHour(NumberOf(hour) ?? -1);
                return true;
            case "skipdays":
                foreach (var day in element.Elements)
                {
                    if (Enum.TryParse<DayOfWeek>(day.Text(), ignoreCase: true, out var known) && Enum.IsDefined(known))
                        feed.AddSkipDay(known);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>A number that an element holds; null where it holds none.</summary>
    public static int? NumberOf(FeedElement element) =>
        int.TryParse(
            element.Text(),
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
