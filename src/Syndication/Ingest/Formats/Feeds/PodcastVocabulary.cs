namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Apple's elements for podcasts.</summary>
internal static class PodcastVocabulary
{
    private const int MostLevels = 8;

    /// <summary>Takes what an element of an item says; false: it has no place.</summary>
    public static bool Take(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                item.Title.Offer(3, element.Text());
                return true;
            case "author":
                item.AddAuthor(2, Persons.OfText(element.Text()));
                return true;
            case "summary" or "description":
                item.Summary.Offer(4, TextConstruct.OfRss(element).Value);
                return true;
            case "subtitle":
                item.Summary.Offer(5, TextConstruct.OfRss(element).Value);
                return true;
            case "image":
                if (FeedAddresses.Resolve(element.Attribute("href") ?? element.Attribute("url") ?? element.Text(), element.Base) is { } url)
                    item.OfferImage(1, new SourceImage(url));
                return true;
            case "link":
                AtomLinks.Take(item, element);
                return true;
            case "keywords":
                foreach (var word in element.Text().Split(','))
                    item.AddTag(word);
                return true;
            case "category":
                TakeCategory(item, element, 0);
                return true;
            default:
                return false;
        }
    }

    private static void TakeCategory(ItemDraft item, FeedElement element, int level)
    {
        item.AddTag(element.Attribute("text") ?? (element.HasElements ? null : element.Text()));
        if (level >= MostLevels)
            return;
        foreach (var inner in element.Elements)
            TakeCategory(item, inner, level + 1);
    }
}
