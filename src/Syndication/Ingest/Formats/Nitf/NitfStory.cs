using System.Xml.Linq;

namespace Syndication.Ingest.Formats.Nitf;

/// <summary>Maps a story of NITF 3.x (IPTC) to the one form.</summary>
internal static class NitfStory
{
    private static readonly string[] NotHeld =
    [
        "revision-history",
        "ed-msg",
        "fixture",
        "series",
        "doc-scope",
        "identified-content",
        "note",
        "rights",
        "doc.copyright",
        "doc.rights",
        "urgency",
        "tagline",
        "bibliography",
    ];

    /// <summary>The story.</summary>
    /// <param name="root">The element <c>nitf</c>.</param>
    /// <param name="baseAddress">What relative addresses are taken from; null: unknown.</param>
    public static SourceItem ToItem(XElement root, Uri? baseAddress)
    {
        var head = root.Child("head");
        var data = head.Child("docdata");
        var top = root.Child("body").Child("body.head");
        var content = root.Child("body").Child("body.content");
        var body = content is null ? null : NitfBody.Read(content, Dateline(top), baseAddress);
        var second = top.Child("hedline").Children("hl2").Select(line => line.Line()).FirstOrDefault(line => line is not null);
        var status = data.Value("management-status");
        return new SourceItem
        {
            Id = data.Child("doc-id").Value("id-string") ?? data.Child("du-key").Value("key"),
            Title = top.Child("hedline").Child("hl1").Line() ?? top.Child("hedline").Line() ?? head.Child("title").Line(),
            Summary = top.Child("abstract").Line() ?? second,
            ContentHtml = body?.Html,
            Authors = Authors(top),
            Tags = Tags(head, data),
            Sections = [.. head.Children("pubdata").Select(place => place.Value("position.section")).OfType<string>().Distinct()],
            Published = PublishedAt(head, data, top),
            Updated = head.Children("revision-history").Select(revision => IsoInstant.Parse(revision.Value("norm"))).Max(),
            Expires = IsoInstant.Parse(data.Child("date.expire").Value("norm")),
            Image = body?.Image,
            Enclosures = body?.Enclosures ?? [],
            Language = root.Value("lang") ?? root.Child("body").Value("lang") ?? content.Value("lang"),
            IsDraft = status is "withheld",
            IsWithdrawn = status is "canceled" or "cancelled" or "killed",
            Unmapped = Unmapped(root, body),
        };
    }

    private static string? Dateline(XElement? top) =>
        top.Child("dateline") is { } line ? line.Child("location").Line() ?? WithoutDate(line) : null;

    private static string? WithoutDate(XElement line)
    {
        var place = new XElement(line);
        place.Below("story.date").ToList().ForEach(date => date.Remove());
        return place.Line()?.TrimEnd(',', ' ');
    }

    private static List<SourceAuthor> Authors(XElement? top) =>
        top.Children("byline").SelectMany(AuthorsOf).Where(author => author.Name is not null).ToList();

    private static IEnumerable<SourceAuthor> AuthorsOf(XElement byline)
    {
        var role = byline.Child("byttl").Line();
        var people = byline.Children("person").ToList();
        if (people.Count > 0)
            return people.Select(person => new SourceAuthor { Name = person.Line(), Role = person.Child("function").Line() ?? role });
        var line = new XElement(byline);
        line.Below("byttl").ToList().ForEach(title => title.Remove());
        return Bylines.Authors(line.Line()).Select(author => author with { Role = role ?? author.Role });
    }

    private static List<string> Tags(XElement? head, XElement? data) =>
        data.Child("key-list")
            .Children("keyword")
            .Select(word => word.Value("key"))
            .Concat(
                head.Child("tobject")
                    .Children("tobject.subject")
                    .Select(subject =>
                        subject.Value("tobject.subject.detail")
                        ?? subject.Value("tobject.subject.matter")
                        ?? subject.Value("tobject.subject.type")
                    )
            )
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();

    // date.release is when it may be shown, date.issue when it was sent out (NITF 3.6, docdata).
    private static DateTimeOffset? PublishedAt(XElement? head, XElement? data, XElement? top)
    {
        var issued = IsoInstant.Parse(data.Child("date.issue").Value("norm"));
        var released = IsoInstant.Parse(data.Child("date.release").Value("norm"));
        if (issued is not null || released is not null)
            return released > issued || issued is null ? released : issued;
        return head.Children("pubdata")
                .Select(place => IsoInstant.Parse(place.Value("date.publication")))
                .FirstOrDefault(date => date is not null)
            ?? IsoInstant.Parse(top.Child("dateline").Child("story.date").Value("norm"));
    }

    private static List<string> Unmapped(XElement root, NitfBody? body)
    {
        var names = NotHeld.Where(name =>
            root.Child("head").Below(name).Any()
            || root.Child("body").Child("body.head").Below(name).Any()
            || root.Child("body").Child("body.end").Below(name).Any()
        );
        return
        [
            .. names.Order(StringComparer.Ordinal),
            .. body?.HasLostMedia == true ? ["media without an address"] : Array.Empty<string>(),
        ];
    }
}
