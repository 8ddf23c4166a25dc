namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Which vocabulary an element is read by. A format's own elements are those of the document; all others may be guests in any.</summary>
internal static class Vocabularies
{
    /// <summary>Takes what an element says of an item; lists it where it has no place.</summary>
    public static void Take(ItemDraft item, FeedElement element, FeedFormat format)
    {
        var isTaken = element.Vocabulary switch
        {
            FeedNamespace.Core => TakeOwn(item, element, format),
            FeedNamespace.Atom => AtomVocabulary.Take(item, element),
            FeedNamespace.DublinCore or FeedNamespace.DcTerms => DublinCoreVocabulary.Take(item, element),
            FeedNamespace.Media => MediaVocabulary.Take(item, element),
            FeedNamespace.Podcast => PodcastVocabulary.Take(item, element),
            FeedNamespace.Sitemap or FeedNamespace.SitemapNews or FeedNamespace.SitemapImage => SitemapVocabulary.Take(item, element),
            FeedNamespace.Content or FeedNamespace.Xhtml => TakeContent(item, element),
            FeedNamespace.FeedBurner => TakeFeedBurner(item, element),
            FeedNamespace.Publishing => TakeControl(item, element),
            _ => false,
        };
        if (!isTaken)
            item.Leave(element.Name.Written);
    }

    /// <summary>Takes what an element says of the feed; lists it where it has no place.</summary>
    public static void Take(FeedDraft feed, FeedElement element, FeedFormat format)
    {
        var isTaken = element.Vocabulary switch
        {
            FeedNamespace.Core => format == FeedFormat.Atom ? AtomVocabulary.Take(feed, element) : RssVocabulary.Take(feed, element),
            FeedNamespace.Atom => AtomVocabulary.Take(feed, element),
            FeedNamespace.DublinCore or FeedNamespace.DcTerms => DublinCoreVocabulary.Take(feed, element),
            FeedNamespace.Rhythm => TakeRhythm(feed, element),
            FeedNamespace.History => TakeHistory(feed, element),
            _ => false,
        };
        if (!isTaken)
            feed.Leave(element.Name.Written);
    }

    private static bool TakeOwn(ItemDraft item, FeedElement element, FeedFormat format) =>
        format switch
        {
            FeedFormat.Atom => AtomVocabulary.Take(item, element),
            FeedFormat.Sitemap => SitemapVocabulary.Take(item, element),
            _ => RssVocabulary.Take(item, element),
        };

    private static bool TakeContent(ItemDraft item, FeedElement element)
    {
        if (element.Local is not ("encoded" or "body" or "div"))
            return false;
        var isXhtml = element.Vocabulary == FeedNamespace.Xhtml;
        item.OfferContent(isXhtml ? 1 : 0, (isXhtml ? TextConstruct.OfXhtml(element) : TextConstruct.OfHtml(element)).Value, element);
        return true;
    }

    // The page itself, where the link goes by way of a counter.
    private static bool TakeFeedBurner(ItemDraft item, FeedElement element)
    {
        if (element.Local != "origlink")
            return false;
        item.Url.Offer(0, FeedAddresses.Resolve(element.Text(), element.Base));
        return true;
    }

    private static bool TakeControl(ItemDraft item, FeedElement element)
    {
        if (element.Local != "control")
            return false;
        item.IsDraft |= element.Elements.Any(part =>
            part.Local == "draft" && part.Text().Equals("yes", StringComparison.OrdinalIgnoreCase)
        );
        return true;
    }

    private static bool TakeRhythm(FeedDraft feed, FeedElement element)
    {
        switch (element.Local)
        {
            case "updateperiod":
                feed.Period = element.Text().ToLowerInvariant() switch
                {
                    "hourly" => TimeSpan.FromHours(1),
                    "daily" => TimeSpan.FromDays(1),
                    "weekly" => TimeSpan.FromDays(7),
                    "monthly" => TimeSpan.FromDays(30),
                    "yearly" => TimeSpan.FromDays(365),
                    _ => null,
                };
                return true;
            case "updatefrequency":
                feed.Frequency = RssVocabulary.NumberOf(element) is { } number and > 0 ? number : 1;
                return true;
            default:
                return false;
        }
    }

    private static bool TakeHistory(FeedDraft feed, FeedElement element)
    {
        feed.IsComplete |= element.Local == "complete";
        return element.Local is "complete" or "archive";
    }
}
