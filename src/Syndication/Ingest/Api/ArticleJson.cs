using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Api;

/// <summary>An article's JSON as a document.</summary>
/// <param name="Id">The newsroom's id; null where it is wrong or missing.</param>
/// <param name="Document">What was understood; null where it is no object or no text, and no field can be spoken of.</param>
/// <param name="Faults">What could not be read.</param>
/// <param name="Ignored">Fields that the contract does not know: newsroom systems send their own along.</param>
internal sealed partial record ArticleJson(
    string? Id,
    ArticleDocument? Document,
    IReadOnlyList<Fault> Faults,
    IReadOnlyList<string> Ignored
)
{
    /// <summary>The form of an id, anchored as JSON Schema needs it.</summary>
    public const string IdPattern = "^" + IdCharacters + "$";

    private const string IdCharacters = "[A-Za-z0-9._:-]{1,200}";

    private const string IdRule = "1 to 200 of A-Z a-z 0-9 . _ : -";

    /// <summary>Reads an article.</summary>
    /// <param name="json">Any JSON value.</param>
    /// <param name="address">The id of the address, which the document may repeat but not contradict; null: the document names it.</param>
    public static ArticleJson Read(JsonElement json, string? address)
    {
        var faults = new List<Fault>();
        if (json.ValueKind is not JsonValueKind.Object)
            return new ArticleJson(null, null, [new Fault("", json.GetRawText(), "a JSON object")], []);
        try
        {
            var fields = new JsonFields(json, "", faults);
            var id = ReadId(fields, address, faults);
            var document = ReadDocument(fields);
            fields.Skip("articleId", "address", "revision", "state", "outcome", "cleaned", "ignored");
            return new ArticleJson(id, document, faults, [.. fields.Unread.Take(100)]);
        }
        catch (InvalidOperationException)
        {
            // Escapes such as \ud800 alone are JSON by its grammar, but no text.
            return new ArticleJson(null, null, [.. faults, new Fault("", null, "every string must be valid Unicode")], []);
        }
    }

    /// <summary>Whether the text is an id that the contract allows.</summary>
    public static bool IsId(string? text) => text is not null && IdForm.IsMatch(text);

    private static string? ReadId(JsonFields fields, string? address, List<Fault> faults)
    {
        var before = faults.Count;
        var id = fields.Text("id");
        if (faults.Count > before)
            return null;
        id ??= address;
        if (!IsId(id))
            faults.Add(new Fault("id", id, IdRule));
        else if (address is not null && id != address)
            faults.Add(new Fault("id", id, $"the id of the address, {address}, or none"));
        return id;
    }

    private static ArticleDocument ReadDocument(JsonFields fields) =>
        new()
        {
            Section = fields.Text("section"),
            Sections = fields.Texts("sections"),
            Title = fields.Text("title"),
            Summary = fields.Text("summary"),
            BodyHtml = fields.Text("bodyHtml"),
            BodyMarkdown = fields.Text("bodyMarkdown"),
            BodyText = fields.Text("bodyText"),
            Url = fields.Text("url"),
            Slug = fields.Text("slug"),
            Language = fields.Text("language"),
            Tags = fields.Texts("tags"),
            Authors = fields.Objects("authors", Author),
            Image = fields.Object("image", Image),
            Enclosures = fields.Objects("enclosures", Enclosure),
            Announce = fields.Flag("announce"),
            Draft = fields.Flag("draft"),
            PublishedAt = fields.Instant("publishedAt"),
            UpdatedAt = fields.Instant("updatedAt"),
            ExpiresAt = fields.Instant("expiresAt"),
            Correction = fields.Text("correction"),
        };

    private static AuthorDocument Author(JsonFields fields) =>
        new()
        {
            Id = fields.Text("id"),
            Name = fields.Text("name"),
            Role = fields.Text("role"),
            Bio = fields.Text("bio"),
            Url = fields.Text("url"),
        };

    private static ImageDocument Image(JsonFields fields) =>
        new()
        {
            Url = fields.Text("url"),
            Alt = fields.Text("alt"),
            Credit = fields.Text("credit"),
            Width = fields.Number("width"),
            Height = fields.Number("height"),
            Type = fields.Text("type"),
            Bytes = fields.Number("bytes"),
        };

    private static EnclosureDocument Enclosure(JsonFields fields) =>
        new()
        {
            Url = fields.Text("url"),
            Type = fields.Text("type"),
            Bytes = fields.Number("bytes"),
        };

    [GeneratedRegex("^" + IdCharacters + @"\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex IdForm { get; }
}
