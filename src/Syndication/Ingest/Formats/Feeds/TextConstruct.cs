using System.Buffers;
using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>A text of a feed: Atom's text constructs and content (RFC 4287, 3.1 and 4.1.3; Atom 0.3's mode), and what RSS leaves to be guessed.</summary>
/// <param name="Value">As given, without white space around it; relative addresses in HTML made absolute.</param>
/// <param name="IsHtml">Whether it is HTML by the format's rules, or looks like it where the format has none.</param>
internal readonly record struct TextConstruct(string Value, bool IsHtml)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    );

    /// <summary>The text as HTML.</summary>
    public string Html =>
        IsHtml ? Value
        : Value.Contains('\n') ? TextBody.ToHtml(Value)
        : InnerMarkup.Escape(Value);

    /// <summary>A text of Atom.</summary>
    public static TextConstruct OfAtom(FeedElement element)
    {
        var type = element.Attribute("type")?.Trim().ToLowerInvariant() ?? "text";
        if (element.Attribute("mode")?.Trim().ToLowerInvariant() == "base64" || IsBinary(type))
            return OfBase64(element, type);
        if (type == "xhtml" || IsXml(type))
            return Absolute(Xhtml(element, type == "xhtml"), element);
        var isText = type is "text" or "text/plain" or "";
        if (element.HasElements)
            return Absolute(InnerMarkup.Of(element, isXml: isText), element);
        return isText || type.StartsWith("text/", StringComparison.Ordinal) && type is not "text/html"
            ? new TextConstruct(element.Text(), IsHtml: false)
            : Absolute(element.Text(), element);
    }

    /// <summary>A text of RSS, which may be HTML or not.</summary>
    public static TextConstruct OfRss(FeedElement element)
    {
        if (element.HasElements)
            return Absolute(InnerMarkup.Of(element, isXml: false), element);
        var text = element.Text();
        return LooksLikeHtml(text) ? Absolute(text, element) : new TextConstruct(text, IsHtml: false);
    }

    /// <summary>A text that is HTML by its element's definition, escaped or as elements.</summary>
    public static TextConstruct OfHtml(FeedElement element) =>
        element.HasElements ? Absolute(InnerMarkup.Of(element, isXml: false), element) : Absolute(element.Text(), element);

    /// <summary>XHTML that stands in the element as elements.</summary>
    public static TextConstruct OfXhtml(FeedElement element) =>
        element.HasElements ? Absolute(InnerMarkup.Of(element, isXml: true), element) : OfHtml(element);

    private static TextConstruct Absolute(string html, FeedElement element) =>
        new(RelativeLinks.MakeAbsolute(html, element.Base), IsHtml: true);

    // RFC 4287, 3.1.1.3: the div itself is no part of the text.
    private static string Xhtml(FeedElement element, bool isAtom10)
    {
        if (!element.HasElements)
            return element.Text();
        if (!isAtom10)
            return InnerMarkup.Of(element, isXml: true);
        var only = element.Elements.Take(2).ToList();
        var isDiv =
            only is [{ Local: "div" }] && element.Nodes.All(node => node.Element is not null || element.TextOf(node).Trim().Length == 0);
        return InnerMarkup.Of(isDiv ? only[0] : element, isXml: true);
    }

    private static TextConstruct OfBase64(FeedElement element, string type)
    {
        var text = element.Text();
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            if (!Convert.TryFromBase64String(text, bytes, out var length))
                return new TextConstruct(text, IsHtml: true);
            var decoded = Strict.GetString(bytes, 0, length).Trim();
            return type is "text" or "text/plain" && !LooksLikeHtml(decoded)
                ? new TextConstruct(decoded, IsHtml: false)
                : Absolute(decoded, element);
        }
        catch (DecoderFallbackException)
        {
            // A picture or the like: no text.
            return new TextConstruct("", IsHtml: false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool IsXml(string type) =>
        type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal);

    // RFC 4287, 4.1.3.3: a media type that is neither text nor XML is base64.
    private static bool IsBinary(string type) =>
        type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal) && !IsXml(type);

    private static bool LooksLikeHtml(string text)
    {
        for (var at = text.AsSpan().IndexOfAny('<', '&'); at >= 0 && at + 2 < text.Length; )
        {
            var next = text[at + 1];
            if (
                text[at] == '<'
                    ? char.IsAsciiLetter(next) || next is '/' or '!'
                    : next == '#' || char.IsAsciiLetter(next) && HasSemicolon(text, at)
            )
                return true;
            var more = text.AsSpan(at + 1).IndexOfAny('<', '&');
            at = more < 0 ? -1 : at + 1 + more;
        }

        return false;
    }

    private static bool HasSemicolon(string text, int at)
    {
        var name = text.AsSpan(at + 1, Math.Min(32, text.Length - at - 1));
        var end = name.IndexOf(';');
        return end > 1 && name[..end].IndexOfAnyExcept(NameCharacters) < 0;
    }
}
