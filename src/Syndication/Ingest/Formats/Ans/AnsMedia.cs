using System.Text;
using System.Text.Json;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ans;

/// <summary>Pictures, films and what is embedded from elsewhere.</summary>
internal static class AnsMedia
{
    private static readonly string[] Credited = ["by", "affiliation"];

    /// <summary>A figure with its caption; nothing where the picture has no address.</summary>
    public static void WriteImage(StringBuilder html, JsonElement image)
    {
        if (image.Text("url") is not { } url)
            return;
        var alt = image.Text("alt_text") ?? "";
        html.Append("<figure><img src=\"")
            .Append(MarkupBuilder.Escape(url))
            .Append("\" alt=\"")
            .Append(MarkupBuilder.Escape(alt))
            .Append('"');
        foreach (var side in new[] { "width", "height" })
        {
            if (image.Whole(side) is { } length)
                html.Append(' ').Append(side).Append("=\"").Append(length).Append('"');
        }

        html.Append('>');
        var credit = CreditOf(image);
        var caption = image.Text("caption") ?? image.Text("subtitle");
        if (caption is not null || credit is not null)
            html.Append("<figcaption>")
                .Append(caption)
                .Append(caption is null || credit is null ? "" : " ")
                .Append(credit is null ? "" : $"({MarkupBuilder.Escape(credit)})")
                .Append("</figcaption>");
        html.Append("</figure>");
    }

    /// <summary>A link to a film, a recording or another story; false where it has no address.</summary>
    public static bool WriteLink(StringBuilder html, JsonElement element)
    {
        var stream = element.Items("streams").Select(found => found.Text("url")).FirstOrDefault(found => found is not null);
        var address = element.Text("canonical_url") ?? element.Text("website_url") ?? stream;
        if (address is null)
            return false;
        var title = element.Get("headlines").Text("basic") ?? element.Get("description").Text("basic") ?? address;
        html.Append("<p><a href=\"")
            .Append(MarkupBuilder.Escape(address))
            .Append("\">")
            .Append(MarkupBuilder.Escape(title))
            .Append("</a></p>");
        return true;
    }

    /// <summary>What oEmbed gave, or a link to it; false where the element is nothing of the kind.</summary>
    public static bool WriteEmbed(StringBuilder html, JsonElement element)
    {
        var type = element.Text("type") ?? "";
        var given = element.Get("raw_oembed");
        if (type is "oembed_response" && given.Text("html") is { } markup)
        {
            html.Append(markup);
            return true;
        }

        var address = type switch
        {
            "oembed_response" => given.Text("url") ?? element.Get("referent").Text("id"),
            "oembed" => element.Text("objectUrl") ?? element.Text("object_url"),
            "reference" => element.Get("referent").Text("id"),
            _ => null,
        };
        if (address is null || !Addresses.IsAbsolute(address))
            return false;
        var title = given.Text("title") ?? address;
        html.Append("<p><a href=\"")
            .Append(MarkupBuilder.Escape(address))
            .Append("\">")
            .Append(MarkupBuilder.Escape(title))
            .Append("</a></p>");
        return true;
    }

    /// <summary>The picture that a document is shown with; null where it names none.</summary>
    public static SourceImage? LeadOf(JsonElement document)
    {
        foreach (var place in new[] { "basic", "lead_art" })
        {
            if (document.Get("promo_items").Get(place) is not { } item)
                continue;
            // A film or a gallery is shown by its own picture.
            var image = item.Text("type") is "image" ? item : item.Get("promo_items").Get("basic");
            if (image?.Text("url") is { } url)
                return ToImage(url, image.Value);
        }

        return null;
    }

    private static SourceImage ToImage(string url, JsonElement image) =>
        new(url)
        {
            Alt = image.Text("alt_text") ?? image.Text("caption"),
            Credit = CreditOf(image),
            Width = image.Whole("width"),
            Height = image.Whole("height"),
        };

    private static string? CreditOf(JsonElement image)
    {
        var names = Credited
            .SelectMany(role => image.Get("credits").Items(role))
            .Select(person => person.Text("byline") ?? person.Text("name"))
            .OfType<string>()
            .Distinct()
            .ToList();
        return names.Count == 0 ? null : string.Join("/", names);
    }
}
