using Syndication.Articles;

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
        var kept = items.TakeWhile((item, index) => (spent += WithoutText(item)) <= budget || index == 0).ToList();
        return Shorten(kept, budget);
    }

    /// <summary>All of the items, some without their whole text: an archive leaves nothing out, whatever its articles have grown to.</summary>
    public static IReadOnlyList<FeedItem> Shorten(IReadOnlyList<FeedItem> items, int budget)
    {
        var spent = items.Sum(WithoutText);
        return
        [
            .. items.Select(item =>
            {
                var text = Size(item.ContentHtml);
                if (spent + text > budget)
                    return item with { ContentHtml = null };
                spent += text;
                return item;
            }),
        ];
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

    private static long Size(string? text) => FeedSize.Of(text);
}
