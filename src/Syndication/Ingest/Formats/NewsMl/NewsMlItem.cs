using System.Xml.Linq;

namespace Syndication.Ingest.Formats.NewsMl;

/// <summary>Maps a news item of NewsML-G2 to the one form.</summary>
internal static class NewsMlItem
{
    private static readonly string[] NotHeld =
    [
        "rightsInfo",
        "edNote",
        "urgency",
        "slugline",
        "genre",
        "located",
        "contributor",
        "creditline",
        "signal",
        "assert",
        "derivedFrom",
        "partMeta",
    ];

    /// <summary>Whether it is to be read, rather than a file of another.</summary>
    public static bool IsStory(XElement news, SourceItem item) =>
        item.ContentHtml is not null
        && news.Child("itemMeta").Child("itemClass").Value("qcode")?.Split(':')[^1] is not ("picture" or "graphic" or "video" or "audio");

    /// <summary>The item.</summary>
    public static SourceItem ToItem(XElement news, Uri? baseAddress)
    {
        var (meta, about) = (news.Child("itemMeta"), news.Child("contentMeta"));
        var content = NewsMlContent.Read(news.Child("contentSet"), baseAddress);
        var status = meta.Child("pubStatus").Value("qcode")?.Split(':')[^1];
        var created = IsoInstant.Parse(meta.Child("versionCreated").Line());
        var first =
            IsoInstant.Parse(meta.Child("firstCreated").Line()) ?? IsoInstant.Parse(about.Child("contentCreated").Line()) ?? created;
        var embargoed = IsoInstant.Parse(meta.Child("embargoed").Line());
        var inner = content.Inner;
        return new SourceItem
        {
            Id = news.Value("guid"),
            Title = MainOf(about.Children("headline")) ?? meta.Child("title").Line() ?? inner?.Title,
            Summary = MainOf(about.Children("description")) ?? inner?.Summary,
            ContentHtml = content.Html,
            Authors = Authors(about, inner),
            Tags = Tags(about),
            Sections = [.. meta.Children("service").Select(service => service.Child("name").Line()).OfType<string>().Distinct()],
            Published = embargoed > first || first is null ? embargoed : first,
            Updated = created,
            Language = about.Child("language").Value("tag") ?? news.Value("lang") ?? inner?.Language,
            Image = WithWords(content.Image, about) ?? inner?.Image,
            Enclosures = [.. content.Enclosures, .. inner?.Enclosures ?? []],
            // An empty element: embargoed without an end (NewsML-G2 guidelines, "embargoed").
            IsDraft = status is "withheld" || meta.Child("embargoed") is not null && embargoed is null,
            IsWithdrawn = status is "canceled" or "cancelled",
            Unmapped = Unmapped(news, content),
        };
    }

    private static SourceImage? WithWords(SourceImage? image, XElement? about) =>
        image is null
            ? null
            : image with
            {
                Alt = image.Alt ?? MainOf(about.Children("description")) ?? MainOf(about.Children("headline")),
                Credit = image.Credit ?? about.Child("creditline").Line() ?? about.Child("by").Line(),
            };

    // Of several in other roles the main one, else the first.
    private static string? MainOf(IEnumerable<XElement> texts)
    {
        var all = texts.Where(text => text.Line() is not null).ToList();
        return (
            all.Find(text => text.Value("role") is null || text.Value("role")!.EndsWith("main", StringComparison.Ordinal))
            ?? all.FirstOrDefault()
        ).Line();
    }

    private static IReadOnlyList<SourceAuthor> Authors(XElement? about, SourceItem? inner)
    {
        var bylines = about.Children("by").SelectMany(by => Bylines.Authors(by.Line())).ToList();
        if (bylines.Count > 0)
            return bylines;
        var creators = about
            .Children("creator")
            .Select(creator => new SourceAuthor { Name = creator.Child("name").Line(), Role = creator.Value("jobtitle") })
            .Where(author => author.Name is not null)
            .ToList();
        return inner?.Authors.Count > 0 ? inner.Authors : creators;
    }

    private static List<string> Tags(XElement? about) =>
        about
            .Children("subject")
            .Select(subject => subject.Child("name").Line())
            .Concat(about.Children("keyword").Select(word => word.Line()))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();

    private static List<string> Unmapped(XElement news, NewsMlContent content)
    {
        var places = new[] { news, news.Child("itemMeta"), news.Child("contentMeta") };
        var found = NotHeld.Where(name => Array.Exists(places, place => place.Child(name) is not null)).ToList();
        found.AddRange(content.Unmapped);
        return found;
    }
}
