using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Syndication.Feeds;

/// <summary>Keeps a feed within its size: older items give up their whole text first, and only then are the oldest left out.</summary>
internal static class ByteBudget
{
    // What an item costs beside its texts: element names, dates, ids, media elements.
    private const int ItemOverhead = 2000;

    // What a feed costs without items, its title and description apart.
    private const int HeadOverhead = 4000;

    private const int TombstoneSize = 150;

    // A quotation mark of plain text that goes as HTML into XML is &#x26;quot;.
    private const int CostliestSign = 11;

    // Its address, that of its picture or of a file stands in an item at most so often.
    private const int AddressUses = 4;

    /// <summary>The feed with the items that fit.</summary>
    public static FeedDocument Fit(FeedDocument document, int budget)
    {
        var texts = Plain(document.Title) + Plain(document.Description) + Plain(document.Publisher.Name);
        var head = HeadOverhead + (2 * texts) + (TombstoneSize * document.Removed.Count);
        return document with { Items = Fit(document.Items, budget, head) };
    }

    /// <summary>The items that fit, newest first, some without their whole text.</summary>
    /// <param name="items">Newest first.</param>
    /// <param name="budget">Bytes before compression. The estimate is the highest of all formats, so that they agree on what they carry.</param>
    /// <param name="head">What the feed says of itself, in bytes.</param>
    public static IReadOnlyList<FeedItem> Fit(IReadOnlyList<FeedItem> items, int budget, long head = HeadOverhead)
    {
        var spent = head;
        var kept = new List<FeedItem>(items.Count);
        foreach (var item in items)
        {
            spent += WithoutText(item);
            if (spent > budget && kept.Count > 0)
                return kept;
            kept.Add(item with { ContentHtml = null });
        }

        for (var i = 0; i < kept.Count; i++)
        {
            var text = Markup(items[i].ContentHtml);
            if (spent + text > budget)
                continue;
            spent += text;
            kept[i] = items[i];
        }

        return kept;
    }

    private static long WithoutText(FeedItem item) =>
        ItemOverhead
        + Plain(item.Title)
        // JSON Feed has the summary a second time where the text is missing.
        + (2 * Plain(item.Summary))
        + (AddressUses * Plain(item.Url))
        + item.Authors.Sum(author => Plain(author.Name) + Plain(author.Url) + 150)
        + item.Categories.Sum(category => Plain(category.Label) + Plain(category.Term) + Plain(category.Scheme) + 150)
        + item.Attachments.Sum(file => (AddressUses * Plain(file.Url)) + Plain(file.Title) + Plain(file.Type) + 300)
        + (item.Image is { } image ? (AddressUses * Plain(image.Url)) + Plain(image.Alt) + Plain(image.Credit) + Plain(image.Type) : 0);

    private static long Plain(string? text) => text is null ? 0 : InJson(text) + (CostliestSign * (long)text.AsSpan().CountAny("<>&\""));

    // As it is in RSS, where it may end the section that holds it; escaped in Atom; escaped differently in JSON.
    private static long Markup(string? html)
    {
        if (html is null)
            return 0;
        var inXml = Encoding.UTF8.GetByteCount(html) + (4L * html.AsSpan().CountAny('<', '>', '&'));
        var inCData = Encoding.UTF8.GetByteCount(html) + (12L * html.AsSpan().Count("]]>"));
        return Math.Max(Math.Max(inXml, inCData), InJson(html));
    }

    private static long InJson(string text) =>
        text.AsSpan().ContainsAnyExcept(Unescaped)
            ? JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length
            : text.Length;

    private static readonly System.Buffers.SearchValues<char> Unescaped = System.Buffers.SearchValues.Create([
        .. Enumerable.Range(' ', 0x7F - ' ').Select(c => (char)c).Where(c => c is not ('"' or '\\')),
    ]);
}
