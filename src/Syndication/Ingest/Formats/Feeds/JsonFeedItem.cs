using System.Text.Json;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>An item of a JSON Feed.</summary>
internal static class JsonFeedItem
{
    /// <summary>What it says.</summary>
    public static SourceItem Read(JsonElement element, Uri? baseAddress)
    {
        var item = new ItemDraft();
        foreach (var property in element.EnumerateObject())
        {
            if (!Take(item, property.Name, property.Value, baseAddress))
                item.Leave(property.Name);
        }

        return item.ToItem();
    }

    /// <summary>Authors, of version 1.0 (one) or 1.1 (a list).</summary>
    public static IEnumerable<SourceAuthor> AuthorsOf(JsonElement value, Uri? baseAddress)
    {
        foreach (var author in JsonValues.ItemsOf(value))
        {
            if (author.ValueKind == JsonValueKind.String && JsonValues.TextOf(author) is { } line)
            {
                if (Persons.OfText(line) is { } person)
                    yield return person;
            }
            else if (JsonValues.Text(author, "name") is { } name)
                yield return new SourceAuthor { Name = name, Url = FeedAddresses.Resolve(JsonValues.Text(author, "url"), baseAddress) };
            else if (FeedAddresses.Resolve(JsonValues.Text(author, "url"), baseAddress) is { } url)
                yield return new SourceAuthor { Url = url };
        }
    }

    private static bool Take(ItemDraft item, string name, JsonElement value, Uri? baseAddress)
    {
        var text = JsonValues.TextOf(value);
        switch (name)
        {
            case "id":
                item.Id.Offer(0, text);
                return true;
            case "url":
                item.Url.Offer(0, FeedAddresses.Resolve(text, baseAddress));
                return true;
            case "external_url":
                item.Url.Offer(1, FeedAddresses.Resolve(text, baseAddress));
                return true;
            case "title":
                item.Title.Offer(0, text);
                return true;
            case "summary":
                item.Summary.Offer(0, text);
                return true;
            case "content_html":
                item.Content.Offer(0, text is null ? null : RelativeLinks.MakeAbsolute(text, baseAddress));
                return true;
            case "content_text":
                item.Content.Offer(1, text is null ? null : new TextConstruct(text, IsHtml: false).Html);
                return true;
            case "date_published":
                item.OfferDate(ref item.Published, 0, name, text ?? "");
                return true;
            case "date_modified":
                item.OfferDate(ref item.Updated, 0, name, text ?? "");
                return true;
            default:
                return TakeMore(item, name, value, baseAddress);
        }
    }

    private static bool TakeMore(ItemDraft item, string name, JsonElement value, Uri? baseAddress)
    {
        switch (name)
        {
            case "language":
                item.Language.Offer(0, JsonValues.TextOf(value));
                return true;
            case "image":
                if (FeedAddresses.Resolve(JsonValues.TextOf(value), baseAddress) is { } image)
                    item.OfferImage(0, new SourceImage(image));
                return true;
            case "banner_image":
                if (FeedAddresses.Resolve(JsonValues.TextOf(value), baseAddress) is { } banner)
                    item.OfferImage(1, new SourceImage(banner));
                return true;
            case "tags":
                foreach (var tag in JsonValues.ItemsOf(value))
                    item.AddTag(JsonValues.TextOf(tag));
                return true;
            case "author" or "authors":
                foreach (var author in AuthorsOf(value, baseAddress))
                    item.AddAuthor(0, author);
                return true;
            case "attachments":
                foreach (var file in JsonValues.ItemsOf(value))
                {
                    item.AddEnclosure(
                        FeedAddresses.Resolve(JsonValues.Text(file, "url"), baseAddress),
                        JsonValues.Text(file, "mime_type"),
                        JsonValues.Text(file, "size_in_bytes")
                    );
                }

                return true;
            default:
                return false;
        }
    }
}
