using Syndication.Articles;

namespace Syndication.Digests;

/// <summary>The order in which an issue shows its articles: leads first with the section that they are in, then by section, the newest first.</summary>
internal static class EditorsOrder
{
    /// <summary>The articles in that order.</summary>
    /// <param name="articles">In any order.</param>
    /// <param name="leads">What the editor wants first, in this order; those that are not among the articles are passed over.</param>
    public static List<EditionArticle> Of(IEnumerable<EditionArticle> articles, IReadOnlyList<ArticleId> leads)
    {
        var rank = leads.Select((lead, index) => (lead, index)).ToDictionary(pair => pair.lead, pair => pair.index);
        return
        [
            .. articles
                .GroupBy(article => article.Section.Slug)
                .OrderBy(section => section.Min(RankOf))
                .ThenBy(section => section.First().Section.Position)
                .ThenBy(section => section.Key.Value, StringComparer.Ordinal)
                .SelectMany(section =>
                    section
                        .OrderBy(RankOf)
                        .ThenByDescending(article => article.Article.PublishedAt)
                        .ThenBy(article => article.Article.Id.Value)
                ),
        ];

        int RankOf(EditionArticle article) => rank.GetValueOrDefault(article.Article.Id, int.MaxValue);
    }
}
