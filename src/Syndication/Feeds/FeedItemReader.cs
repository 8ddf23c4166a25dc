using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>Makes feed items of articles by the sections as they are stored now.</summary>
internal sealed class FeedItemReader(SectionStore sections, FeedItems items)
{
    private readonly RecentItems recent = new();

    /// <summary>The articles as feeds carry them, in their order.</summary>
    /// <param name="articles">With their bodies.</param>
    /// <param name="content">How much the feed carries; an article's own section may say less, never more.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<FeedItem>> OfAsync(IReadOnlyList<Article> articles, FeedContent content, CancellationToken ct)
    {
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        return
        [
            .. articles.Select(article =>
                recent.Of(article, [.. article.Sections.Select(all.GetValueOrDefault)], content, () => items.Of(article, all, content))
            ),
        ];
    }
}
