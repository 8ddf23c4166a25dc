using Syndication.Articles;

namespace Syndication.Digests;

/// <summary>What may come again to a reader from messages that ended without an acceptance.</summary>
/// <param name="Messages">The messages; at least one.</param>
/// <param name="Contents">The articles that were in any version of each issue.</param>
/// <param name="Items">Those that the reader is still entitled to.</param>
/// <param name="Corrections">Corrections of any of them.</param>
internal sealed record Returning(
    IReadOnlyList<EndedMessage> Messages,
    ILookup<long, ArticleId> Contents,
    IReadOnlyList<NewsItem> Items,
    IReadOnlyList<Correction> Corrections
)
{
    /// <summary>The oldest of the issues.</summary>
    public long First { get; } = Messages.Min(message => message.Issue);

    /// <summary>The newest of the issues.</summary>
    public long Last { get; } = Messages.Max(message => message.Issue);

    private HashSet<ArticleId> Articles { get; } = [.. Messages.SelectMany(message => Contents[message.Issue])];

    /// <summary>Whether the article was in one of them.</summary>
    public bool Holds(ArticleId article) => Articles.Contains(article);

    /// <summary>The dates of the overdue ones that had any of these articles.</summary>
    public IEnumerable<DateOnly> OverdueOf(IEnumerable<NewsItem> items)
    {
        var chosen = items.Select(item => item.Article).ToHashSet();
        return Messages.Where(message => message.IsExpired && Contents[message.Issue].Any(chosen.Contains)).Select(message => message.Date);
    }
}
