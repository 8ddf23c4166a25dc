using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Syndication.Feeds;

/// <summary>Keeps a feed within its size: older items give up their whole text first, and only then are the oldest left out.</summary>
internal static class ByteBudget
{
    // What an item costs beside its texts: element names, dates, ids, media elements.
    private const int ItemOverhead = 1200;

    // What a feed costs without items, its title and description apart.
    private const int HeadOverhead = 3000;

    private const int TombstoneSize = 150;

    // A quotation mark of plain text that goes as HTML into XML is &#x26;quot;.
    private const int CostliestSign = 11;

    // Its address, that of its picture or of a file stands in an item at most so often.
    private const int AddressUses = 4;

    private static readonly SearchValues<char> Unescaped = SearchValues.Create([
        .. Enumerable.Range(' ', 0x7F - ' ').Select(c => (char)c).Where(c => c is not ('"' or '\\')),
    ]);

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
        var kept = items.TakeWhile((item, index) => (spent += WithoutText(item)) <= budget || index == 0).ToList();
        return kept.Count < items.Count ? kept.ConvertAll(item => item with { ContentHtml = null }) : Shorten(items, budget, head);
    }

    /// <summary>All of the items, some without their whole text: an archive leaves nothing out, whatever its articles have grown to.</summary>
    /// <inheritdoc cref="Fit(IReadOnlyList{FeedItem}, int, long)" path="/param"/>
    public static IReadOnlyList<FeedItem> Shorten(IReadOnlyList<FeedItem> items, int budget, long head = HeadOverhead)
    {
        var spent = head + items.Sum(WithoutText);
        return
        [
            .. items.Select(item =>
            {
                if (item.ContentHtml is not { } html)
                    return item;
                // With the text, JSON Feed has the summary once.
                var text = Markup(html) - Plain(item.Summary);
                if (spent + text > budget)
                    return item with { ContentHtml = null };
                spent += text;
                return item;
            }),
        ];
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
    private static long Markup(string html)
    {
        var inXml = Encoding.UTF8.GetByteCount(html) + (4L * html.AsSpan().CountAny('<', '>', '&'));
        var inCData = Encoding.UTF8.GetByteCount(html) + (12L * html.AsSpan().Count("]]>"));
        return Math.Max(Math.Max(inXml, inCData), InJson(html));
    }

    private static long InJson(string text) =>
        text.AsSpan().ContainsAnyExcept(Unescaped)
            ? JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length
            : text.Length;
}
