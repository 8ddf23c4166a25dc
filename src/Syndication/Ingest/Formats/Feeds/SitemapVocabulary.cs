namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Sitemaps 0.9 with Google's elements for news and pictures.</summary>
internal static class SitemapVocabulary
{
    /// <summary>Takes what an element of an address says; false: it has no place.</summary>
    public static bool Take(ItemDraft item, FeedElement element)
    {
        switch (element.Vocabulary, element.Local)
        {
            case (FeedNamespace.Sitemap or FeedNamespace.Core, "loc"):
                item.Url.Offer(0, FeedAddresses.Resolve(element.Text(), element.Base));
                return true;
            case (FeedNamespace.Sitemap or FeedNamespace.Core, "lastmod"):
                item.OfferDate(ref item.Updated, 0, element);
                return true;
            case (FeedNamespace.SitemapNews, "news"):
                foreach (var part in element.Elements)
                    TakeNews(item, part);
                return true;
            case (FeedNamespace.SitemapImage, "image"):
                TakeImage(item, element);
                return true;
            default:
                return false;
        }
    }

    private static void TakeNews(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                item.Title.Offer(0, element.Text());
                break;
            case "publication_date":
                item.OfferDate(ref item.Published, 0, element);
                break;
            case "keywords":
                foreach (var word in element.Text().Split(','))
                    item.AddTag(word);
                break;
            case "publication":
                foreach (var part in element.Elements.Where(part => part.Local == "language"))
                    item.Language.Offer(0, part.Text());
                break;
            default:
                item.Leave(element.Name.Written);
                break;
        }
    }

    private static void TakeImage(ItemDraft item, FeedElement element)
    {
        if (FeedAddresses.Resolve(element.Child(FeedNamespace.SitemapImage, "loc")?.Text(), element.Base) is not { } url)
            return;
        var caption = element.Child(FeedNamespace.SitemapImage, "caption") ?? element.Child(FeedNamespace.SitemapImage, "title");
        item.OfferImage(0, new SourceImage(url) { Alt = caption?.Text() is { Length: > 0 } text ? text : null });
    }
}
