using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Articles.Search;

/// <summary>The named query behind every search: visible articles that match, newest first.</summary>
/// <remarks>Accents do not matter, and a word of a script without spaces is found wherever it stands.</remarks>
public sealed class ArticleSearch(Database database, ArticleStore articles)
{
    /// <summary>The newest articles that match, with bodies.</summary>
    public Task<IReadOnlyList<Article>> LatestAsync(SearchQuery query, int count, CancellationToken ct) =>
        FindAsync(query, count, articles.FindAsync, ct);

    /// <summary>The newest articles that match, without bodies.</summary>
    public Task<IReadOnlyList<Article>> HeadsAsync(SearchQuery query, int count, CancellationToken ct) =>
        FindAsync(query, count, articles.FindHeadsAsync, ct);

    private Task<IReadOnlyList<Article>> FindAsync(
        SearchQuery query,
        int count,
        Func<PublicationDb, IReadOnlyList<ArticleId>, CancellationToken, Task<IReadOnlyList<Article>>> read,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var numbers = await db.TextIndex.FindAsync(query.ToText(), count, token);
                var found = await read(db, await ArticlesOfAsync(db, numbers, token), token);
                // The index and the articles are read one after the other: what was withdrawn in between is not shown.
                return (IReadOnlyList<Article>)
                    [
                        .. found
                            .Where(article => article.State is ArticleState.Visible)
                            .OrderByDescending(article => article.PublishedAt)
                            .ThenByDescending(article => article.Id.Value),
                    ];
            },
            ct
        );

    private static async Task<IReadOnlyList<ArticleId>> ArticlesOfAsync(
        PublicationDb db,
        IReadOnlyList<long> numbers,
        CancellationToken ct
    ) =>
        await db.Set<SearchEntryRow>()
            .Where(entry => EF.Parameter(numbers).Contains(entry.Number))
            .Select(entry => entry.Article)
            .ToListAsync(ct);
}
