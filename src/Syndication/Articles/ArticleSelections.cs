using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>Articles of several sections together.</summary>
public sealed class ArticleSelections(Database database, ArticleStore articles)
{
    /// <summary>The newest visible articles of the sections, each once, newest first, with bodies.</summary>
    /// <remarks>Reads at most <paramref name="count"/> index entries a section, however many articles there are.</remarks>
    public Task<IReadOnlyList<Article>> LatestAsync(IReadOnlyCollection<SectionSlug> sections, int count, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                // A parameter, as in ArticleStore: for "Visible" alone SQLite sorts all of the section.
                var visible = true;
                var newest = new Dictionary<ArticleId, DateTimeOffset>();
                foreach (var section in sections)
                {
                    await foreach (
                        var row in db.Set<MembershipRow>()
                            .Where(row => row.Section == section && row.Visible == visible)
                            .OrderByDescending(row => row.PublishedAt)
                            .ThenByDescending(row => row.Article)
                            .Take(count)
                            .AsAsyncEnumerable()
                            .WithCancellation(token)
                    )
                        newest[row.Article] = row.PublishedAt;
                }

                var chosen = newest.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key.Value).Take(count);
                return await articles.FindAsync(db, [.. chosen.Select(pair => pair.Key)], token);
            },
            ct
        );
}
