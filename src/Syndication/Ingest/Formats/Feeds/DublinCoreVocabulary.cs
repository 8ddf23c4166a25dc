namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Dublin Core, in both of its namespaces.</summary>
internal static class DublinCoreVocabulary
{
    /// <summary>Takes what an element of an item says; false: it has no place.</summary>
    public static bool Take(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                item.Title.Offer(1, element.Text());
                return true;
            case "description" or "abstract":
                item.Summary.Offer(2, TextConstruct.OfRss(element).Value);
                return true;
            case "creator" or "author":
                item.AddAuthor(1, Persons.OfElement(element));
                return true;
            case "subject":
                item.AddTag(element.Text());
                return true;
            case "identifier":
                item.Id.Offer(3, element.Text());
                return true;
            case "language":
                item.Language.Offer(0, element.Text());
                return true;
            default:
                return TakeDate(item, element);
        }
    }

    // A date of Dublin Core is that of any event in the thing's life: the first known one and the last known one.
    private static bool TakeDate(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "date":
                item.OfferDate(ref item.Published, 2, element);
                item.OfferDate(ref item.Updated, 2, element);
                return true;
            case "issued" or "available":
                item.OfferDate(ref item.Published, 1, element);
                return true;
            case "created" or "datesubmitted":
                item.OfferDate(ref item.Published, 3, element);
                return true;
            case "modified":
                item.OfferDate(ref item.Updated, 1, element);
                return true;
            case "valid":
                return TakeEnd(item, element);
            default:
                return false;
        }
    }

    // DCMI Period: start=…; end=…; scheme=…
    private static bool TakeEnd(ItemDraft item, FeedElement element)
    {
        foreach (var part in element.Text().Split(';'))
        {
            var text = part.Trim();
            if (!text.StartsWith("end=", StringComparison.OrdinalIgnoreCase))
                continue;
            item.OfferDate(ref item.Expires, 1, element.Name.Written, text[4..]);
            return true;
        }

        return false;
    }

    /// <summary>Takes what an element of a feed says; false: it has no place.</summary>
    public static bool Take(FeedDraft feed, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                feed.Title.Offer(1, element.Text());
                return true;
            case "language":
                feed.Language.Offer(1, element.Text());
                return true;
            default:
                return false;
        }
    }
}
