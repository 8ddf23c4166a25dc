namespace Syndication.Ingest.Formats.Feeds;

/// <summary>The elements of Atom 1.0 (RFC 4287) and of 0.3, in a feed of Atom and as a guest in RSS.</summary>
internal static class AtomVocabulary
{
    /// <summary>Takes what an element of an entry says; false: it has no place.</summary>
    public static bool Take(ItemDraft item, FeedElement element)
    {
        switch (element.Local)
        {
            case "id":
                item.Id.Offer(1, IdOf(element));
                return true;
            case "title":
                item.Title.Offer(0, TextConstruct.OfAtom(element).Value);
                return true;
            case "link":
                AtomLinks.Take(item, element);
                return true;
            case "summary":
                item.Summary.Offer(0, TextConstruct.OfAtom(element).Value);
                return true;
            case "content":
                TakeContent(item, element);
                return true;
            case "published" or "issued":
                item.OfferDate(ref item.Published, 0, element);
                return true;
            case "updated" or "modified":
                item.OfferDate(ref item.Updated, 0, element);
                return true;
            case "created":
                item.OfferDate(ref item.Published, 3, element);
                return true;
            case "author":
                item.AddAuthor(0, Persons.OfElement(element));
                return true;
            case "category":
                item.AddTag(element.Attribute("term") ?? element.Attribute("label") ?? element.Text());
                return true;
            case "source":
                // RFC 4287, 4.2.1: its authors are those of an entry that names none.
                foreach (var author in element.Elements.Where(part => part.Local == "author"))
                    item.AddAuthor(5, Persons.OfElement(author));
                return false;
            default:
                return false;
        }
    }

    /// <summary>Takes what an element of a feed says; false: it has no place.</summary>
    public static bool Take(FeedDraft feed, FeedElement element)
    {
        switch (element.Local)
        {
            case "title":
                feed.Title.Offer(0, TextConstruct.OfAtom(element).Value);
                return true;
            case "link":
                AtomLinks.Take(feed, element);
                return true;
            case "author":
                feed.AddAuthor(Persons.OfElement(element));
                return true;
            default:
                return false;
        }
    }

    // An id is an IRI (RFC 4287, 4.2.6), never changed; a path alone would be that of another feed's entry too.
    private static string? IdOf(FeedElement element) =>
        element.Text() is var id && id.StartsWith('/') ? FeedAddresses.Resolve(id, element.Base) : id;

    // RFC 4287, 4.1.3.2: content may stand elsewhere, and its address is then in place of it.
    private static void TakeContent(ItemDraft item, FeedElement element)
    {
        if (element.Attribute("src") is { } source)
        {
            item.Url.Offer(5, FeedAddresses.Resolve(source, element.Base));
            return;
        }

        item.OfferContent(0, TextConstruct.OfAtom(element).Html, element);
    }
}
