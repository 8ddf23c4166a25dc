using System.Text.Json;

namespace Syndication.Ingest.Formats.Ninjs;

/// <summary>Maps an item of ninjs 1.x to 3.x to the one form.</summary>
internal static class NinjsItem
{
    private static readonly HashSet<string> Mapped = new(StringComparer.OrdinalIgnoreCase)
    {
        "uri",
        "type",
        "version",
        "profile",
        "$standard",
        "standard",
        "versioncreated",
        "firstcreated",
        "contentcreated",
        "firstpublished",
        "embargoed",
        "pubstatus",
        "language",
        "headline",
        "headlines",
        "title",
        "body_text",
        "body_xhtml",
        "bodies",
        "by",
        "byline",
        "description_text",
        "description_xhtml",
        "descriptions",
        "subject",
        "subjects",
        "keywords",
        "associations",
        "renditions",
        "expires",
        "service",
        "services",
        "mimetype",
        "representationtype",
    };

    /// <summary>The item; null where it is none to read: an event, a place, a person.</summary>
    /// <param name="json">An object.</param>
    /// <param name="baseAddress">What relative addresses are taken from; null: unknown.</param>
    public static SourceItem? ToItem(JsonElement json, Uri? baseAddress)
    {
        var fields = new NinjsFields(json);
        var bodies = NinjsText.Of(fields, "bodies", "body");
        var headline = NinjsText.MainOf(NinjsText.Of(fields, "headlines", "headline")) ?? fields.Text("title");
        var descriptions = NinjsText.Of(fields, "descriptions", "description");
        var (image, file) = NinjsMedia.Of(fields);
        var parts = fields.Parts("associations").Select(part => NinjsMedia.Of(part.Value)).ToList();
        if (headline is null && bodies.Count == 0 || fields.Text("type") is "event" or "planning" or "concept")
            return null;
        var lead = image ?? parts.Select(part => part.Image).FirstOrDefault(found => found is not null);
        var (created, embargoed) = (
            fields.Instant("firstpublished", "firstcreated", "contentcreated", "versioncreated"),
            fields.Instant("embargoed")
        );
        return new SourceItem
        {
            Id = fields.Text("uri"),
            Title = headline,
            Summary = NinjsText.MainOf(descriptions),
            ContentHtml = NinjsText.Body(bodies, baseAddress),
            Authors = Authors(fields),
            Tags = Names(fields, "subjects", "subject").Concat(Words(fields)).Distinct(StringComparer.OrdinalIgnoreCase).ToList(),
            Sections = [.. Names(fields, "services", "service").Distinct()],
            Published = embargoed > created || created is null ? embargoed : created,
            Updated = fields.Instant("versioncreated"),
            Expires = fields.Instant("expires"),
            Image = lead,
            Enclosures = Enclosures(file, parts, lead),
            Language = fields.Text("language"),
            IsDraft = fields.Text("pubstatus") is "withheld",
            IsWithdrawn = fields.Text("pubstatus") is "canceled" or "cancelled",
            Unmapped = Unmapped(fields, bodies, parts),
        };
    }

    // Who made it by the names of the people, where the line itself is missing.
    private static IReadOnlyList<SourceAuthor> Authors(NinjsFields fields)
    {
        var authors = Bylines.Authors(fields.Text("by", "byline"));
        return authors.Count > 0
            ? authors
            :
            [
                .. fields
                    .Parts("people", "person")
                    .Where(person => person.Value.Text("rel") is "creator" or "author" or "byline" && person.Value.Text("name") is not null)
                    .Select(person => new SourceAuthor { Name = person.Value.Text("name"), Url = person.Value.Text("uri") }),
            ];
    }

    private static IEnumerable<string> Names(NinjsFields fields, string plural, string singular) =>
        fields.Parts(plural, singular).Select(part => part.Value.Text("name")).OfType<string>();

    private static IEnumerable<string> Words(NinjsFields fields) =>
        SourceJson.AsItems(fields.Get("keywords")).Select(word => SourceJson.AsText(word)).OfType<string>();

    private static List<SourceEnclosure> Enclosures(
        SourceEnclosure? own,
        List<(SourceImage? Image, SourceEnclosure? File)> parts,
        SourceImage? lead
    )
    {
        var files = parts.Select(part => part.File).Prepend(own).OfType<SourceEnclosure>();
        var pictures = parts
            .Select(part => part.Image)
            .OfType<SourceImage>()
            .Where(image => image.Url != lead?.Url)
            .Select(image => new SourceEnclosure(image.Url, image.Type, Length: null));
        return [.. files.Concat(pictures).DistinctBy(file => file.Url)];
    }

    private static List<string> Unmapped(
        NinjsFields fields,
        List<NinjsText> bodies,
        List<(SourceImage? Image, SourceEnclosure? File)> parts
    )
    {
        var names = fields.Names.Where(name => !Mapped.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (bodies.Count > 1)
            names.Add("bodies: other forms of the text");
        if (parts.Exists(part => part is (null, null)))
            names.Add("associations: without a file");
        return names;
    }
}
