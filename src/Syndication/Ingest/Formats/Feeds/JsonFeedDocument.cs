using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>JSON Feed 1.0 and 1.1, item by item: what stands before a fault in the JSON is read.</summary>
internal sealed class JsonFeedDocument
{
    private const int MostItems = 50_000;
    private const string VersionAddress = "jsonfeed.org/version/";

    private readonly FeedDraft feed = new();
    private readonly List<SourceItem> items = [];
    private readonly Mendings mendings;
    private Uri? baseAddress;
    private bool hasVersion;
    private bool hasItems;
    private bool hasFeedWord;

    private JsonFeedDocument(Uri? address, Mendings mendings) => (baseAddress, this.mendings) = (address, mendings);

    /// <summary>Reads it, or says that it is none.</summary>
    public static SourceDocument? Read(string text, Uri? address, Mendings mendings, CancellationToken ct)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, bytes);
            return new JsonFeedDocument(address, mendings).ReadAll(bytes.AsSpan(0, length), ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private SourceDocument? ReadAll(ReadOnlySpan<byte> bytes, CancellationToken ct)
    {
        var reader = new Utf8JsonReader(
            bytes,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
        );
        string? error = null;
        try
        {
            error = ReadFeed(ref reader, ct);
        }
        catch (JsonException fault)
        {
            error = $"no JSON from line {fault.LineNumber + 1}: what follows is missing";
        }

        if (!hasVersion && !(hasItems && hasFeedWord))
            return null;
        return new SourceDocument
        {
            Kind = SourceKinds.JsonFeed,
            Title = feed.Title.Value,
            Language = feed.Language.Value,
            Items = [.. items.Select(item => item.Authors.Count > 0 ? item : item with { Authors = feed.Authors })],
            Terms = feed.ToTerms(),
            Mended = mendings.Notes,
            Unmapped = feed.Unmapped,
            Error = error,
        };
    }

    private string? ReadFeed(ref Utf8JsonReader reader, CancellationToken ct)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
            {
                hasItems = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ct.ThrowIfCancellationRequested();
                    if (items.Count >= MostItems)
                        return $"at most {MostItems} items in one document";
                    using var element = JsonDocument.ParseValue(ref reader);
                    if (element.RootElement.ValueKind == JsonValueKind.Object)
                        Tolerate(element.RootElement, item => items.Add(JsonFeedItem.Read(item, baseAddress)));
                    else
                        mendings.Add("items that are no objects");
                }
            }
            else
            {
                using var element = JsonDocument.ParseValue(ref reader);
                Tolerate(element.RootElement, value => Take(name, value));
            }
        }

        return null;
    }

    private void Tolerate(JsonElement part, Action<JsonElement> read)
    {
        try
        {
            read(part);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a property's name.
            mendings.Add("parts with a name that is no text");
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no name of ours.
            return "";
        }
    }

    private void Take(string name, JsonElement value)
    {
        var text = JsonValues.TextOf(value);
        switch (name)
        {
            case "version":
                hasVersion |= text?.Contains(VersionAddress, StringComparison.OrdinalIgnoreCase) == true;
                break;
            case "title":
                feed.Title.Offer(0, text);
                break;
            case "language":
                feed.Language.Offer(0, text);
                break;
            case "home_page_url":
                hasFeedWord = true;
                feed.Home.Offer(0, FeedAddresses.Resolve(text, baseAddress));
                baseAddress ??= text is null ? null : FeedAddresses.BaseOf(text, null);
                break;
            case "feed_url":
                hasFeedWord = true;
                feed.Self.Offer(0, FeedAddresses.Resolve(text, baseAddress));
                baseAddress ??= text is null ? null : FeedAddresses.BaseOf(text, null);
                break;
            case "next_url":
                feed.Next.Offer(0, FeedAddresses.Resolve(text, baseAddress));
                break;
            case "expired":
                feed.IsEnded = value.ValueKind == JsonValueKind.True;
                break;
            case "author" or "authors":
                foreach (var author in JsonFeedItem.AuthorsOf(value, baseAddress))
                    feed.AddAuthor(author);
                break;
            case "hubs":
                foreach (var hub in JsonValues.ItemsOf(value))
                    feed.AddHub(FeedAddresses.Resolve(JsonValues.Text(hub, "url"), baseAddress));
                break;
            default:
                feed.Leave(name);
                break;
        }
    }
}
