using System.Xml.Linq;

namespace Syndication.Ingest.Formats.NewsMl;

/// <summary>Reads NewsML-G2 (IPTC, 2.x): a news item, a package, or a message with several.</summary>
internal sealed class NewsMlReader : ISourceReader
{
    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (
            WireXml.RootOf(source.Content)
            is not ("newsItem" or "packageItem" or "newsMessage" or "conceptItem" or "knowledgeItem" or "planningItem")
        )
            return null;
        if (WireXml.Parse(source.Content, out var fault) is not { } root)
            return SourceDocument.Refused(SourceKinds.NewsMl, fault ?? "not well-formed XML");
        var news = root.DescendantsAndSelf().Where(element => element.Name.LocalName == "newsItem").ToList();
        var items = Joined([.. news.Select(item => (item, NewsMlItem.ToItem(item, source.Address)))]);
        return new SourceDocument
        {
            Kind = SourceKinds.NewsMl,
            Title = items.Count == 1 ? items[0].Title : null,
            Language = root.Value("lang") ?? (items.Count == 1 ? items[0].Language : null),
            Items = items,
            Unmapped = Unmapped(root),
        };
    }

    // A message brings a story's pictures as items of their own: where it has one story, they are that story's.
    private static List<SourceItem> Joined(IReadOnlyList<(XElement Element, SourceItem Item)> news)
    {
        var stories = news.Where(one => NewsMlItem.IsStory(one.Element, one.Item)).Select(one => one.Item).ToList();
        var files = news.Where(one => !NewsMlItem.IsStory(one.Element, one.Item)).Select(one => one.Item).ToList();
        if (stories.Count != 1 || files.Count == 0)
            return [.. news.Select(one => one.Item)];
        var image = stories[0].Image ?? files.Select(file => file.Image).FirstOrDefault(found => found is not null);
        var further = files
            .Select(file => file.Image)
            .OfType<SourceImage>()
            .Where(found => found.Url != image?.Url)
            .Select(found => new SourceEnclosure(found.Url, found.Type, Length: null));
        return
        [
            stories[0] with
            {
                Image = image,
                Enclosures = [.. stories[0].Enclosures, .. files.SelectMany(file => file.Enclosures), .. further],
            },
        ];
    }

    private static List<string> Unmapped(XElement root) =>
        root.DescendantsAndSelf()
            .Select(element => element.Name.LocalName)
            .Where(name => name is "packageItem" or "conceptItem" or "knowledgeItem" or "planningItem")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name}: no article")
            .ToList();
}
