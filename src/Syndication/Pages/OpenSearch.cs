using System.Text;
using System.Xml;
using Microsoft.Extensions.Options;
using Syndication.Feeds;
using Syndication.Publication;

namespace Syndication.Pages;

/// <summary>The description of our search (OpenSearch 1.1), from which browsers and readers learn its addresses.</summary>
internal sealed class OpenSearch(FeedLinks links, WebAddresses addresses, IOptions<PublicationOptions> publication)
{
    /// <summary>What a link to it says that it is.</summary>
    public const string MediaType = "application/opensearchdescription+xml";

    private const string Namespace = "http://a9.com/-/spec/opensearch/1.1/";

    // OpenSearch 1.1: at most so many characters.
    private const int LongestShortName = 16;
    private const int LongestDescription = 1024;

    public byte[] Write()
    {
        var name = publication.Value.Name;
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            writer.WriteStartElement("OpenSearchDescription", Namespace);
            writer.WriteElementString("ShortName", Namespace, name.Length <= LongestShortName ? name : "Search");
            writer.WriteElementString("Description", Namespace, Start($"Search the articles of {name}", LongestDescription));
            writer.WriteElementString("InputEncoding", Namespace, "UTF-8");
            Address(writer, "text/html", addresses.Search + "?q={searchTerms}");
            foreach (var format in FeedFormats.All)
                Address(writer, format.MediaType(), links.OfSearches(format) + "?q={searchTerms}");
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Address(XmlWriter writer, string type, string template)
    {
        writer.WriteStartElement("Url", Namespace);
        writer.WriteAttributeString("type", type);
        writer.WriteAttributeString("template", template);
        writer.WriteEndElement();
    }

    private static string Start(string text, int most) => text.Length <= most ? text : text[..most];
}
