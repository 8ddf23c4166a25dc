using System.Text;
using System.Xml;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>
/// Reads WordPress' export (WXR 1.0 to 1.2) item by item, so that an export of any length takes no more memory than its longest post. What
/// comes after a fault of the XML is not read: <see cref="Fault"/> says where that is.
/// </summary>
/// <param name="export">Read from its present position.</param>
internal sealed class WxrParser(Stream export)
{
    private const int LongestField = 4 << 20;
    private const int Deepest = 200;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = false,
        CloseInput = false,
    };

    private static readonly string[] Prefixes =
    [
        "wp",
        "content",
        "excerpt",
        "dc",
        "wfw",
        "itunes",
        "media",
        "atom",
        "slash",
        "georss",
        "geo",
    ];

    /// <summary>Why the rest could not be read, one line; null where all was.</summary>
    public string? Fault { get; private set; }

    /// <summary>The export's own title, language and authors, as far as they were read.</summary>
    public WxrIndex Index { get; } = new();

    /// <summary>All items, whatever their type.</summary>
    public IEnumerable<WxrPost> Read(CancellationToken ct)
    {
        using var reader = XmlReader.Create(export, Settings, Context());
        while (Next(reader) is { } post)
        {
            ct.ThrowIfCancellationRequested();
            yield return post;
        }
    }

    // Plug-ins write prefixes that they do not declare: that of an element is all that is looked at.
    private static XmlParserContext Context()
    {
        var names = new XmlNamespaceManager(new NameTable());
        foreach (var prefix in Prefixes)
            names.AddNamespace(prefix, "urn:" + prefix);
        return new XmlParserContext(names.NameTable, names, xmlLang: null, XmlSpace.None);
    }

    private WxrPost? Next(XmlReader reader)
    {
        try
        {
            while (!reader.EOF)
            {
                if (reader.NodeType is not XmlNodeType.Element || reader.Depth < 2)
                {
                    reader.Read();
                    continue;
                }

                if (reader.Name == "item")
                    return ReadItem(reader);
                ReadOfChannel(reader);
            }
        }
        catch (XmlException fault)
        {
            var what = fault.Data.Contains(nameof(Deepest)) ? $"more than {Deepest} levels deep" : "not well-formed XML";
            Fault = $"line {fault.LineNumber}, character {fault.LinePosition}: {what}; what follows was not read";
        }
        catch (IOException fault)
        {
            Fault = $"{fault.Message.ReplaceLineEndings(" ")}; what follows was not read";
        }

        return null;
    }

    private void ReadOfChannel(XmlReader reader)
    {
        switch (reader.Name)
        {
            case "title":
                Index.Title = TextOf(reader);
                break;
            case "link":
                Index.Home = TextOf(reader) is { Length: > 0 } home ? home : Index.Home;
                break;
            case "language":
                Index.Language = TextOf(reader) is { Length: > 0 } language ? language : null;
                break;
            case "wp:author" or "wp:wp_author":
                var author = Fields(reader);
                if (author.GetValueOrDefault("wp:author_login") is { Length: > 0 } login)
                    Index.Authors[login] = author.GetValueOrDefault("wp:author_display_name") is { Length: > 0 } name ? name : login;
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static WxrPost ReadItem(XmlReader reader)
    {
        var post = new WxrPost();
        Each(
            reader,
            name =>
            {
                switch (name)
                {
                    case "category":
                        var (domain, slug) = (reader.GetAttribute("domain") ?? "category", reader.GetAttribute("nicename") ?? "");
                        if (TextOf(reader) is { Length: > 0 } term)
                            post.Terms.Add((domain, slug, term));
                        break;
                    case "wp:postmeta":
                        var meta = Fields(reader);
                        if (meta.GetValueOrDefault("wp:meta_key") is { Length: > 0 } key)
                            post.Meta[key] = meta.GetValueOrDefault("wp:meta_value", "");
                        break;
                    case "wp:comment":
                        post.HasComments = true;
                        reader.Skip();
                        break;
                    default:
                        post.Fields[name] = TextOf(reader);
                        break;
                }
            }
        );
        return post;
    }

    private static Dictionary<string, string> Fields(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Each(reader, name => fields[name] = TextOf(reader));
        return fields;
    }

    // Calls for each child element, which the callee reads to its end; ends behind the element itself.
    private static void Each(XmlReader reader, Action<string> child)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Element)
                child(reader.Name);
            else
                reader.Read();
        }

        reader.Read();
    }

    private static XmlException TooDeep(XmlReader reader)
    {
        var place = (IXmlLineInfo)reader;
        return new XmlException("", innerException: null, place.LineNumber, place.LinePosition) { Data = { [nameof(Deepest)] = true } };
    }

    // All text in an element, also between elements that should have been escaped; ends behind it.
    private static string TextOf(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        var depth = reader.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.Depth > Deepest)
                throw TooDeep(reader);
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace))
                continue;
            if (first is null)
                first = reader.Value;
            else if ((more ??= new StringBuilder(first)).Length < LongestField)
                more.Append(reader.Value);
        }

        reader.Read();
        return XmlCharacters.Keep((more?.ToString() ?? first ?? "").Trim());
    }
}
