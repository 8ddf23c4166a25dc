using System.Xml;

namespace Syndication.Feeds;

/// <summary>
/// The one gate that everything in an RSS or Atom feed passes: characters that XML forbids are dropped here, so that no string of an
/// article can stop a feed (the formatters throw), and texts are written in the form that the RSS Profile recommends.
/// </summary>
internal sealed class FeedXmlWriter(XmlWriter inner) : XmlWriter
{
    private readonly Stack<string> elements = new();

    /// <summary>What the next <c>updated</c> elements say in place of the formatter's date, which has no fraction of a second.</summary>
    public string? Updated { get; set; }

    public override WriteState WriteState => inner.WriteState;

    public override void WriteStartElement(string? prefix, string localName, string? ns)
    {
        elements.Push(localName);
        inner.WriteStartElement(prefix, localName, ns);
    }

    public override void WriteEndElement()
    {
        elements.Pop();
        inner.WriteEndElement();
    }

    public override void WriteFullEndElement()
    {
        elements.Pop();
        inner.WriteFullEndElement();
    }

    public override void WriteString(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        var element = WriteState is WriteState.Attribute ? "" : elements.Peek();
        var clean = FeedText.Clean(text);
        switch (element)
        {
            case "content":
                inner.WriteString(clean);
                break;
            case "updated" when Updated is not null:
                inner.WriteString(Updated);
                break;
            // RFC 822 allows a bare Z, the RSS Profile wants GMT.
            case "pubDate" or "lastBuildDate" when clean.EndsWith(" Z", StringComparison.Ordinal):
                inner.WriteString(clean[..^1] + "GMT");
                break;
            default:
                WriteProfileText(clean);
                break;
        }
    }

    public override void WriteCData(string? text) => inner.WriteCData(FeedText.Clean(text ?? ""));

    public override void WriteChars(char[] buffer, int index, int count) => WriteString(new string(buffer, index, count));

    public override void WriteCharEntity(char ch) => inner.WriteCharEntity(ch);

    public override void WriteSurrogateCharEntity(char lowChar, char highChar) => inner.WriteSurrogateCharEntity(lowChar, highChar);

    public override void WriteStartAttribute(string? prefix, string localName, string? ns) =>
        inner.WriteStartAttribute(prefix, localName, ns);

    public override void WriteEndAttribute() => inner.WriteEndAttribute();

    public override void WriteStartDocument() => inner.WriteStartDocument();

    public override void WriteStartDocument(bool standalone) => inner.WriteStartDocument(standalone);

    public override void WriteEndDocument() => inner.WriteEndDocument();

    public override void WriteDocType(string name, string? pubid, string? sysid, string? subset) =>
        inner.WriteDocType(name, pubid, sysid, subset);

    public override void WriteComment(string? text) => inner.WriteComment(text);

    public override void WriteProcessingInstruction(string name, string? text) => inner.WriteProcessingInstruction(name, text);

    public override void WriteEntityRef(string name) => inner.WriteEntityRef(name);

    public override void WriteWhitespace(string? ws) => inner.WriteWhitespace(ws);

    public override void WriteRaw(char[] buffer, int index, int count) => inner.WriteRaw(buffer, index, count);

    public override void WriteRaw(string data) => inner.WriteRaw(data);

    public override void WriteBase64(byte[] buffer, int index, int count) => inner.WriteBase64(buffer, index, count);

    public override string? LookupPrefix(string ns) => inner.LookupPrefix(ns);

    public override void Flush() => inner.Flush();

    // Hexadecimal references for & and <: what the RSS Profile found most readers to understand in plain text (rssboard.org/rss-profile#data-types-characterdata).
    private void WriteProfileText(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny('&', '<'); at >= 0; at = rest.IndexOfAny('&', '<'))
        {
            if (at > 0)
                inner.WriteString(rest[..at].ToString());
            inner.WriteCharEntity(rest[at]);
            rest = rest[(at + 1)..];
        }

        if (!rest.IsEmpty)
            inner.WriteString(rest.ToString());
    }
}
