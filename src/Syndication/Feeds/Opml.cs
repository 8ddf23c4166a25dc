using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>All feeds as one OPML 2.0 document, for readers that import lists: every section, author and tag with something to read.</summary>
internal sealed partial class Opml(
    ScopeDirectory directory,
    KeptDocuments documents,
    StoreChanges changes,
    FeedLinks links,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication
)
{
    // More than any newsroom keeps apart; a bound all the same, as anybody may ask and tags are whatever came with articles.
    private const int MostTags = 20_000;

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
    };

    /// <summary>The document as it is now.</summary>
    public Task<RenderedFeed> GetAsync(CancellationToken ct) =>
        documents.GetAsync(addresses.Opml, "text/x-opml", changes.ContentGeneration.ToString(CultureInfo.InvariantCulture), WriteAsync, ct);

    private async Task<byte[]> WriteAsync(CancellationToken ct)
    {
        var everything = await directory.PublicationAsync(publication.Value.Name, ct);
        var sections = await directory.SectionsAsync(ct);
        var authors = await directory.AuthorsAsync(ct);
        var tags = await directory.TagsAsync(MostTags, ct);
        using var stream = new MemoryStream();
        using (var inner = XmlWriter.Create(stream, Settings))
        using (var writer = new FeedXmlWriter(inner))
        {
            writer.WriteStartElement(null, "opml", null);
            writer.WriteAttributeString("version", "2.0");
            writer.WriteStartElement(null, "head", null);
            writer.WriteElementString("title", Text(publication.Value.Name));
            if (everything.ChangedAt is { } changedAt)
                writer.WriteElementString("dateModified", changedAt.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
            writer.WriteElementString("ownerName", Text(publication.Value.Name));
            writer.WriteElementString("ownerId", addresses.Home);
            writer.WriteElementString("docs", "http://opml.org/spec2.opml");
            writer.WriteEndElement();
            writer.WriteStartElement(null, "body", null);
            Feed(writer, everything);
            Folder(writer, "Sections", sections);
            Folder(writer, "Authors", authors);
            Folder(writer, "Tags", tags);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    // A folder carries its text only: validators take an outline with a title for one whose type was forgotten.
    private void Folder(XmlWriter writer, string text, IReadOnlyList<ListedScope> scopes)
    {
        if (scopes.Count == 0)
            return;
        writer.WriteStartElement(null, "outline", null);
        writer.WriteAttributeString("text", text);
        foreach (var scope in scopes)
            Feed(writer, scope);
        writer.WriteEndElement();
    }

    private void Feed(XmlWriter writer, ListedScope scope)
    {
        var name = Text(scope.Name);
        writer.WriteStartElement(null, "outline", null);
        writer.WriteAttributeString("type", "rss");
        writer.WriteAttributeString("text", name);
        writer.WriteAttributeString("title", name);
        writer.WriteAttributeString("xmlUrl", links.Of(scope.Scope, FeedFormat.Rss));
        writer.WriteAttributeString("htmlUrl", links.PageOf(scope.Scope));
        writer.WriteEndElement();
    }

    // OPML 2.0 takes the text for HTML, most importers for plain text: it has to be both, so that nothing is seen escaped anywhere.
    private static string Text(string name) => Ampersand.Replace(FeedText.Line(name).Replace('<', '‹'), " & ").Trim();

    // One before white space, or at the end, is no character reference.
    [GeneratedRegex(@"\s*&(?=[^\s&])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ampersand { get; }
}
