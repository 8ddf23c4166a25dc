using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Syndication.Ingest.Files;

namespace Syndication.Ingest.Formats;

/// <summary>
/// XML of wires and exports, read safely: no DTD, nothing is fetched, bounded in length and depth. A reference to an entity of a DTD cannot be
/// resolved and refuses the document, but for the characters that HTML names.
/// </summary>
internal static partial class WireXml
{
    private const int LongestInCharacters = 32 << 20;
    private const int Deepest = 200;

    /// <summary>How every XML of a source is read.</summary>
    public static XmlReaderSettings Settings { get; } =
        new()
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = LongestInCharacters,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
        };

    /// <summary>The root's name without its prefix, read no further than there; null where it is no XML.</summary>
    public static string? RootOf(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var reader = XmlReader.Create(StreamOf(content), Settings);
            return reader.MoveToContent() is XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The document's root, or null.</summary>
    /// <param name="content">In the encoding that it declares.</param>
    /// <param name="fault">Why there is none, one line; else null.</param>
    public static XElement? Parse(ReadOnlyMemory<byte> content, out string? fault)
    {
        var root = Parse(() => XmlReader.Create(StreamOf(content), Settings), out fault);
        if (root is not null || fault?.Contains("entity", StringComparison.Ordinal) != true)
            return root;
        var text = TextFile.Decode(content.ToArray()).Text;
        var mended = Entities.Replace(text, match => Character(match.Value));
        return mended == text ? null : Parse(() => XmlReader.Create(new StringReader(mended), Settings), out fault);
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, out string?)"/>
    public static XElement? Parse(string text, out string? fault) =>
        Parse(
            () => XmlReader.Create(new StringReader(Entities.Replace(text.Trim(), match => Character(match.Value))), Settings),
            out fault
        );

    private static XElement? Parse(Func<XmlReader> open, out string? fault)
    {
        fault = null;
        try
        {
            // Depth first: what is built afterwards is walked by methods that call themselves.
            using (var trial = open())
            {
                while (trial.Read())
                {
                    if (trial.Depth > Deepest)
                    {
                        fault = $"line {((IXmlLineInfo)trial).LineNumber}: more than {Deepest} levels deep";
                        return null;
                    }
                }
            }

            using var reader = open();
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException error)
        {
            fault = error.Message.Contains("entity", StringComparison.OrdinalIgnoreCase)
                ? $"line {error.LineNumber}: an entity that nothing declares"
                : $"line {error.LineNumber}, character {error.LinePosition}: not well-formed XML";
        }
        catch (Exception error) when (error is ArgumentException or DecoderFallbackException)
        {
            fault = "an encoding that is not known";
        }

        return null;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) => new(content.ToArray(), writable: false);

    private static string Character(string entity)
    {
        var decoded = WebUtility.HtmlDecode(entity);
        return decoded == entity || entity is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;" ? entity : decoded;
    }

    [GeneratedRegex(@"&[A-Za-z]{2,31}[0-9]{0,2};", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Entities { get; }
}
