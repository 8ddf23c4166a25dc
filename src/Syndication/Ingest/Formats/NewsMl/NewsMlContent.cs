using System.Xml.Linq;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Formats.Nitf;

namespace Syndication.Ingest.Formats.NewsMl;

/// <summary>What a content set holds: the text in one of its forms, and the files that are elsewhere.</summary>
internal sealed class NewsMlContent
{
    private const int WideEnough = 1600;
    private readonly SortedSet<string> unmapped = new(StringComparer.Ordinal);

    public string? Html { get; private set; }

    public SourceImage? Image { get; private set; }

    public List<SourceEnclosure> Enclosures { get; } = [];

    /// <summary>The NITF story within, which knows more than its text; null where there is none.</summary>
    public SourceItem? Inner { get; private set; }

    public IReadOnlyCollection<string> Unmapped => unmapped;

    /// <summary>Reads a content set.</summary>
    public static NewsMlContent Read(XElement? set, Uri? baseAddress)
    {
        var content = new NewsMlContent();
        foreach (var inline in set?.Elements().Where(element => element.Name.LocalName is "inlineXML" or "inlineData") ?? [])
            content.ReadInline(inline, baseAddress);
        content.ReadFiles([.. set.Children("remoteContent")], baseAddress);
        return content;
    }

    private void ReadInline(XElement inline, Uri? baseAddress)
    {
        if (Html is not null)
        {
            unmapped.Add("content: other forms of the text");
            return;
        }

        var type = inline.Value("contenttype") ?? "";
        if (inline.Name.LocalName == "inlineData")
            Html = type.Contains("html", StringComparison.OrdinalIgnoreCase) ? inline.Value : TextBody.ToHtml(inline.Value);
        else if (inline.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "nitf") is { } nitf)
            (Inner, Html) = (NitfStory.ToItem(nitf, baseAddress), NitfStory.ToItem(nitf, baseAddress).ContentHtml);
        else if (inline.Elements().FirstOrDefault() is { } root)
            Html = XmlMarkup.OfHtml(root.Name.LocalName == "html" ? root : inline);
        if (string.IsNullOrWhiteSpace(Html))
            Html = null;
    }

    private void ReadFiles(List<XElement> files, Uri? baseAddress)
    {
        var found = files
            .Select(file => (File: file, Address: AddressOf(file.Value("href"), baseAddress), Type: file.Value("contenttype") ?? ""))
            .ToList();
        if (found.Exists(file => file.Address is null))
            unmapped.Add("remoteContent without an address");
        // Renditions of one picture: the widest that is not needlessly wide.
        var pictures = found
            .Where(file => file.Address is not null && file.Type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (pictures.Count > 0)
        {
            var narrow = pictures.Where(file => WidthOf(file.File) <= WideEnough).ToList();
            var best = narrow.Count > 0 ? narrow.MaxBy(file => WidthOf(file.File)) : pictures.MinBy(file => WidthOf(file.File));
            Image = new SourceImage(best.Address!)
            {
                Type = best.Type,
                Width = best.File.Number("width"),
                Height = best.File.Number("height"),
            };
        }

        Enclosures.AddRange(
            found
                .Where(file => file.Address is not null && !file.Type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
                .Select(file => new SourceEnclosure(file.Address!, file.Type.Length == 0 ? null : file.Type, file.File.Number("size")))
        );
    }

    private static int WidthOf(XElement file) => file.Number("width") ?? 0;

    private static string? AddressOf(string? source, Uri? baseAddress) =>
        source is null ? null
        : Addresses.IsAbsolute(source) ? source
        : baseAddress is null ? null
        : Addresses.Resource(source, baseAddress);
}
