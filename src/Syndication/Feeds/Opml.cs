using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>All feeds as one OPML 2.0 document, for readers that import lists.</summary>
internal sealed partial class Opml(
    Database database,
    SectionStore sections,
    ArticleStore articles,
    FeedLinks links,
    IOptions<PublicationOptions> publication
)
{
    private const int MostTags = 100;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>The list as it is now.</summary>
    public async Task<RenderedFeed> ReadAsync(CancellationToken ct)
    {
        var all = await sections.AllAsync(ct);
        var authors = await sections.AllAuthorsAsync(ct);
        var tags = await articles.TagsAsync(MostTags, ct);
        var version = await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, Scope.Publication, token), ct);
        using var stream = new MemoryStream();
        using (var inner = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        using (var writer = new FeedXmlWriter(inner))
        {
            writer.WriteStartElement(null, "opml", null);
            writer.WriteAttributeString("version", "2.0");
            writer.WriteStartElement(null, "head", null);
            writer.WriteElementString("title", Text(publication.Value.Name));
            if (version is not null)
                writer.WriteElementString("dateModified", version.ChangedAt.UtcDateTime.ToString("R"));
            writer.WriteEndElement();
            writer.WriteStartElement(null, "body", null);
            Feed(writer, Scope.Publication, publication.Value.Name);
            var open = all.Where(section => section.EndedAt is null && section.MovedTo is null);
            Folder(writer, "Sections", open.Select(section => (Scope.Section(section.Slug), section.Name)));
            Folder(writer, "Authors", authors.Select(author => (Scope.Author(author.Slug), author.Name)));
            Folder(writer, "Tags", tags.Select(tag => (Scope.Tag(tag.Tag.Slug), tag.Tag.Name)));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return Render(stream.ToArray());
    }

    private RenderedFeed Render(byte[] list)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(list).AsSpan(0, 8));
        return new RenderedFeed(list, new FeedHeaders(version, null, "text/x-opml", isPublic: true, MaxAge, links.Opml, hub: null));
    }

    // A folder carries its text only: validators take an outline with a title for one whose type was forgotten.
    private void Folder(XmlWriter writer, string text, IEnumerable<(Scope Scope, string Name)> feeds)
    {
        var all = feeds.ToList();
        if (all.Count == 0)
            return;
        writer.WriteStartElement(null, "outline", null);
        writer.WriteAttributeString("text", text);
        foreach (var (scope, name) in all)
            Feed(writer, scope, name);
        writer.WriteEndElement();
    }

    private void Feed(XmlWriter writer, Scope scope, string name)
    {
        writer.WriteStartElement(null, "outline", null);
        writer.WriteAttributeString("type", "rss");
        writer.WriteAttributeString("text", Text(name));
        writer.WriteAttributeString("title", Text(name));
        writer.WriteAttributeString("xmlUrl", links.Of(scope, FeedFormat.Rss));
        writer.WriteAttributeString("htmlUrl", links.PageOf(scope));
        writer.WriteEndElement();
    }

    // OPML 2.0 takes the text for HTML, most importers for plain text: it has to be both, so that nothing is seen escaped anywhere.
    private static string Text(string name) => Ampersand.Replace(FeedText.Line(name).Replace('<', '‹'), " & ").Trim();

    // One before white space, or at the end, is no character reference.
    [GeneratedRegex(@"\s*&(?=[^\s&])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ampersand { get; }
}
