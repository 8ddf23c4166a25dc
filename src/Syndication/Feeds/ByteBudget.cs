using System.Text;

namespace Syndication.Feeds;

/// <summary>Keeps a feed within its size: older items give up their whole text first, and only then are the oldest left out.</summary>
internal static class ByteBudget
{
    // What an item costs beside its texts: element names, dates, ids, media elements.
    private const int ItemOverhead = 1500;

    /// <summary>The items that fit, newest first, some without their whole text.</summary>
    /// <param name="items">Newest first.</param>
    /// <param name="budget">Bytes before compression. The estimate is the highest of all formats, so that they agree on what they carry.</param>
    public static IReadOnlyList<FeedItem> Fit(IReadOnlyList<FeedItem> items, int budget)
    {
        var spent = 0L;
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
            var text = Size(items[i].ContentHtml);
            if (spent + text > budget)
                continue;
            spent += text;
            kept[i] = items[i];
        }

        return kept;
    }

    private static long WithoutText(FeedItem item) =>
        ItemOverhead
        + Size(item.Title)
        + Size(item.Summary)
        + (4 * Size(item.Url))
        + item.Authors.Sum(author => Size(author.Name) + Size(author.Url) + 100)
        + item.Categories.Sum(category => Size(category.Label) + Size(category.Term) + Size(category.Scheme) + 100)
        + item.Attachments.Sum(attachment => (2 * Size(attachment.Url)) + 200)
        + (item.Image is { } image ? (3 * Size(image.Url)) + Size(image.Alt) + Size(image.Credit) : 0);

    private static long Size(string? text)
    {
        if (text is null)
            return 0;
        var escaped = text.Count(c => c is '<' or '>' or '&' or '"' or '\n' or '\\');
        return Encoding.UTF8.GetByteCount(text) + (5L * escaped);
    }
}
