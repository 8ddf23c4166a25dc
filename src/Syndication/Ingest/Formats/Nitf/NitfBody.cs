using System.Collections.Frozen;
using System.Xml.Linq;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Nitf;

/// <summary>The body of NITF (IPTC, 3.x) as HTML, with the files that stand in it.</summary>
internal sealed class NitfBody
{
    // NITF's own inline names (person, org, location, chron, money …) say what a word is: the words stay.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["p"] = "p",
        ["hl1"] = "h2",
        ["hl2"] = "h3",
        ["bq"] = "blockquote",
        ["ol"] = "ol",
        ["ul"] = "ul",
        ["li"] = "li",
        ["dl"] = "dl",
        ["dt"] = "dt",
        ["dd"] = "dd",
        ["pre"] = "pre",
        ["hr"] = "hr",
        ["br"] = "br",
        ["a"] = "a",
        ["em"] = "em",
        ["q"] = "q",
        ["sub"] = "sub",
        ["sup"] = "sup",
        ["fn"] = "p",
        ["credit"] = "cite",
        ["table"] = "table",
        ["caption"] = "caption",
        ["thead"] = "thead",
        ["tbody"] = "tbody",
        ["tfoot"] = "tfoot",
        ["tr"] = "tr",
        ["th"] = "th",
        ["td"] = "td",
        ["nitf-table-metadata"] = "",
        ["media-metadata"] = "",
        ["media-object"] = "",
        ["media-producer"] = "",
        // Of XHTML, which some senders put where NITF should be.
        ["strong"] = "strong",
        ["b"] = "b",
        ["i"] = "i",
        ["h2"] = "h2",
        ["h3"] = "h3",
        ["h4"] = "h4",
        ["img"] = "img",
        ["blockquote"] = "blockquote",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly XmlMarkup markup;
    private readonly Uri? baseAddress;
    private string? dateline;

    private NitfBody(Uri? baseAddress, string? dateline)
    {
        (this.baseAddress, this.dateline) = (baseAddress, dateline);
        markup = new XmlMarkup(Names, Special);
    }

    /// <summary>Null where the body is empty.</summary>
    public string? Html => markup.Text;

    /// <summary>Sound, film and further files.</summary>
    public List<SourceEnclosure> Enclosures { get; } = [];

    /// <summary>The first picture.</summary>
    public SourceImage? Image { get; private set; }

    /// <summary>Files that have no address here.</summary>
    public bool HasLostMedia { get; private set; }

    /// <summary>Reads a body's content.</summary>
    /// <param name="content">The element <c>body.content</c>, or any that holds the like.</param>
    /// <param name="dateline">Where it was written, put before the first paragraph that does not say so itself.</param>
    /// <param name="baseAddress">What relative addresses are taken from; null: unknown.</param>
    public static NitfBody Read(XElement content, string? dateline, Uri? baseAddress)
    {
        var body = new NitfBody(baseAddress, dateline);
        body.markup.WriteContent(content);
        return body;
    }

    private bool Special(XmlMarkup output, XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "media":
                WriteMedia(element);
                return true;
            case "p" when dateline is { } place && element.Line() is { } text:
                dateline = null;
                if (text.StartsWith(place.Split(',')[0], StringComparison.OrdinalIgnoreCase))
                    return false;
                output.Raw("<p>").Words(place + " — ");
                output.WriteContent(element);
                output.Raw("</p>");
                return true;
            case "em" when element.Value("class")?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true:
                output.Raw("<strong>");
                output.WriteContent(element);
                output.Raw("</strong>");
                return true;
            case "byline"
            or "abstract"
            or "note"
            or "datasource"
            or "dateline"
            or "copyrite" when element.Parent?.Name.LocalName == "block":
                output.Raw("<p>");
                output.WriteContent(element);
                output.Raw("</p>");
                return true;
            default:
                return false;
        }
    }

    // media: one or more references to the same thing in several forms, a caption, a producer (3.x, "media").
    private void WriteMedia(XElement media)
    {
        var kind = media.Value("media-type") ?? "";
        var files = media
            .Children("media-reference")
            .Select(reference => (Reference: reference, Address: AddressOf(reference.Value("source"))))
            .Where(file => file.Address is not null)
            .ToList();
        var isImage =
            kind is "image" or ""
            && files.Exists(file =>
                file.Reference.Value("mime-type") is not { } type || type.StartsWith("image/", StringComparison.Ordinal)
            );
        if (files.Count == 0)
        {
            HasLostMedia = true;
            return;
        }

        if (isImage)
            WriteImage(media, files.MaxBy(file => Math.Min(file.Reference.Number("width") ?? 1, 1600)));
        else
            Enclosures.AddRange(
                files.Select(file => new SourceEnclosure(
                    file.Address!,
                    file.Reference.Value("mime-type"),
                    file.Reference.Value("units") is "bytes" ? file.Reference.Number("width") : null
                ))
            );
    }

    private void WriteImage(XElement media, (XElement Reference, string? Address) file)
    {
        var caption = media.Child("media-caption");
        var producer = media.Child("media-producer").Line();
        var alt = file.Reference.Value("alternate-text") ?? caption.Line();
        Image ??= new SourceImage(file.Address!)
        {
            Alt = alt,
            Credit = producer,
            Type = file.Reference.Value("mime-type"),
            Width = file.Reference.Number("width"),
            Height = file.Reference.Number("height"),
        };
        markup.Raw("<figure><img src=\"").Words(file.Address).Raw("\" alt=\"").Words(alt).Raw("\">");
        if (caption is not null || producer is not null)
        {
            markup.Raw("<figcaption>");
            if (caption is not null)
                markup.WriteContent(caption);
            if (producer is not null)
                markup.Words($" ({producer})");
            markup.Raw("</figcaption>");
        }

        markup.Raw("</figure>");
    }

    private string? AddressOf(string? source) =>
        source is null ? null
        : Addresses.IsAbsolute(source) ? source
        : baseAddress is null ? null
        : Addresses.Resource(source, baseAddress);
}
