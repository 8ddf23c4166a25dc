namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Reads a feed or sitemap that is written in XML, item by item.</summary>
internal sealed class FeedDocument
{
    private const int MostItems = 50_000;
    private readonly ElementReader elements;
    private readonly FeedElement root;
    private readonly Mendings mendings;
    private readonly SourceBytes source;
    private readonly FeedDraft feed = new();
    private readonly List<SourceItem> items = [];
    private readonly string kind;
    private readonly FeedFormat format;
    private bool isFeed;

    private FeedDocument(
        ElementReader elements,
        FeedElement root,
        (string Kind, FeedFormat Format) family,
        SourceBytes source,
        Mendings mendings
    )
    {
        this.elements = elements;
        this.root = root;
        this.mendings = mendings;
        this.source = source;
        (kind, format) = family;
    }

    /// <summary>Reads it, or says that its root is none of a feed.</summary>
    /// <param name="text">The document, decoded.</param>
    /// <param name="start">Where its first tag begins.</param>
    /// <param name="source">What is known of it.</param>
    /// <param name="mendings">What was put right so far.</param>
    /// <param name="ct">Cancels between items.</param>
    public static SourceDocument? Read(string text, int start, SourceBytes source, Mendings mendings, CancellationToken ct)
    {
        var reader = new ElementReader(text, start, source.Address, mendings);
        if (reader.ReadRoot() is not { } first || FamilyOf(first) is not { } family)
            return null;
        var document = new FeedDocument(reader, first, family, source, mendings);
        return first.Local == "entry" ? document.ReadEntry() : document.ReadItems(ct);
    }

    private static (string Kind, FeedFormat Format)? FamilyOf(FeedElement root) =>
        (root.Local, root.Vocabulary) switch
        {
            ("rss", _) => (SourceKinds.Rss, FeedFormat.Rss),
            ("rdf", _) => (SourceKinds.Rdf, FeedFormat.Rss),
            ("channel", FeedNamespace.Core) => (root.Name.Written == "CHANNEL" ? SourceKinds.Cdf : SourceKinds.Rss, FeedFormat.Rss),
            ("feed", FeedNamespace.Core or FeedNamespace.Atom) => (SourceKinds.Atom, FeedFormat.Atom),
            ("entry", FeedNamespace.Atom) => (SourceKinds.Atom, FeedFormat.Atom),
            ("urlset" or "sitemapindex", FeedNamespace.Core or FeedNamespace.Sitemap) => (SourceKinds.Sitemap, FeedFormat.Sitemap),
            _ => null,
        };

    private SourceDocument? ReadItems(CancellationToken ct)
    {
        isFeed = root.Local != "rdf";
        TakeChannel(root);
        string? tooMany = null;
        var isEmpty = true;
        while (elements.Next() is var (element, parent))
        {
            ct.ThrowIfCancellationRequested();
            isEmpty = false;
            if (parent.Local == "channel")
                TakeChannel(parent);
            if (!IsItem(element))
                TakeOfFeed(element);
            else if (items.Count < MostItems)
                items.Add(ReadItem(element));
            else
            {
                tooMany = $"at most {MostItems} items in one document";
                break;
            }
        }

        // RDF holds many other things; one with nothing in it that names RSS is a feed with nothing in it.
        isFeed |= isEmpty && elements.NamesRss;
        return isFeed ? Result(tooMany) : null;
    }

    private SourceDocument ReadEntry()
    {
        var item = new ItemDraft();
        item.Language.Offer(2, root.Language);
        while (elements.Next() is var (element, _))
            Vocabularies.Take(item, element, format);
        items.Add(item.ToItem());
        return Result(null);
    }

    private SourceDocument Result(string? error)
    {
        if (elements.Refusal is { } refusal)
            return SourceDocument.Refused(kind, refusal);
        feed.Language.Offer(3, source.ContentLanguage);
        return new SourceDocument
        {
            Kind = kind,
            IsIndex = root.Local == "sitemapindex",
            Title = feed.Title.Value,
            Language = feed.Language.Value,
            Items = feed.Authors.Count == 0 ? items : [.. items.Select(WithAuthors)],
            Terms = feed.ToTerms(),
            Mended = mendings.Notes,
            Unmapped = feed.Unmapped,
            Error = error ?? elements.Error,
        };
    }

    private SourceItem WithAuthors(SourceItem item) =>
        item.Authors.Count > 0 || item.IsWithdrawn ? item : item with { Authors = feed.Authors };

    private bool IsItem(FeedElement element) =>
        (element.Local, element.Vocabulary) switch
        {
            ("item", FeedNamespace.Core) => format == FeedFormat.Rss,
            ("entry", FeedNamespace.Core) => format == FeedFormat.Atom,
            ("entry", FeedNamespace.Atom) => true,
            ("deleted-entry", FeedNamespace.Tombstone) => true,
            ("url" or "sitemap", FeedNamespace.Core or FeedNamespace.Sitemap) => format == FeedFormat.Sitemap,
            _ => false,
        };

    // What a channel says in its own tag (CDF, RDF).
    private void TakeChannel(FeedElement channel)
    {
        isFeed |= channel.Local == "channel";
        feed.Language.Offer(2, channel.Language);
        if (format == FeedFormat.Rss)
            feed.Home.Offer(3, FeedAddresses.Resolve(channel.Attribute("href"), channel.Base));
    }

    private void TakeOfFeed(FeedElement element)
    {
        Vocabularies.Take(feed, element, format);
        // An address that nobody knows is best known by the feed itself.
        if (source.Address is null && elements.FallbackBase is null)
            elements.FallbackBase = BaseOf(feed.Self.Value) ?? (format == FeedFormat.Rss ? BaseOf(feed.Home.Value) : null);
    }

    private static Uri? BaseOf(string? address) => address is null ? null : FeedAddresses.BaseOf(address, null);

    private SourceItem ReadItem(FeedElement element)
    {
        isFeed = true;
        var item = new ItemDraft();
        item.Language.Offer(2, element.Language);
        if (element.Vocabulary == FeedNamespace.Tombstone)
            TakeTombstone(item, element);
        if (format == FeedFormat.Rss)
            TakeAttributes(item, element);
        foreach (var part in element.Elements)
            Vocabularies.Take(item, part, element.Vocabulary == FeedNamespace.Atom ? FeedFormat.Atom : format);
        return item.ToItem();
    }

    // RFC 6721: ref names the entry, when is the time of its removal.
    private static void TakeTombstone(ItemDraft item, FeedElement element)
    {
        item.IsWithdrawn = true;
        item.Id.Offer(0, element.Attribute("ref"));
        item.OfferDate(ref item.Updated, 0, "when", element.Attribute("when") ?? "");
    }

    // RSS 1.0 names an item in rdf:about; CDF has its address and date in the tag.
    private static void TakeAttributes(ItemDraft item, FeedElement element)
    {
        var about = element.Attribute(FeedNamespace.Rdf, "about") ?? element.Attribute("about");
        item.Id.Offer(2, about?.Trim());
        if (about is not null && FeedAddresses.IsWeb(about))
            item.Url.Offer(4, about.Trim());
        item.Url.Offer(4, FeedAddresses.Resolve(element.Attribute("href"), element.Base));
        if (element.Attribute("lastmod") is { } changed)
            item.OfferDate(ref item.Updated, 1, "lastmod", changed);
    }
}
