namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Atom's links by their relation (RFC 4287, 4.2.7): the first is not the page, whatever it is.</summary>
internal static class AtomLinks
{
    private const string Registry = "http://www.iana.org/assignments/relation/";

    /// <summary>Takes an item's link.</summary>
    public static void Take(ItemDraft item, FeedElement element)
    {
        var address = FeedAddresses.Resolve(element.Attribute("href"), element.Base);
        switch (RelationOf(element))
        {
            case "alternate":
                item.Url.Offer(IsPage(element) ? 1 : 2, address);
                break;
            case "enclosure":
                item.AddEnclosure(address, element.Attribute("type"), element.Attribute("length"));
                break;
            case "image" when address is not null:
                item.OfferImage(1, new SourceImage(address) { Type = element.Attribute("type") });
                break;
            case var other:
                item.Leave($"link rel={other}");
                break;
        }
    }

    /// <summary>Takes a feed's link.</summary>
    public static void Take(FeedDraft feed, FeedElement element)
    {
        var address = FeedAddresses.Resolve(element.Attribute("href"), element.Base);
        switch (RelationOf(element))
        {
            case "alternate":
                feed.Home.Offer(IsPage(element) ? 1 : 2, address);
                break;
            case "self":
                feed.Self.Offer(0, address);
                break;
            case "hub":
                feed.AddHub(address);
                break;
            case "next":
                feed.Next.Offer(0, address);
                break;
            case "prev-archive":
                feed.Next.Offer(1, address);
                break;
            case var other:
                feed.Leave($"link rel={other}");
                break;
        }
    }

    private static string RelationOf(FeedElement element)
    {
        var relation = element.Attribute("rel")?.Trim();
        if (string.IsNullOrEmpty(relation))
            return "alternate";
        return (
            relation.StartsWith(Registry, StringComparison.OrdinalIgnoreCase) ? relation[Registry.Length..] : relation
        ).ToLowerInvariant();
    }

    private static bool IsPage(FeedElement element) =>
        element.Attribute("type")?.Trim().ToLowerInvariant() is null or "" or "text/html" or "application/xhtml+xml";
}
