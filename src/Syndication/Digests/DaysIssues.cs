using Syndication.Articles;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>
/// Chooses what of one section's issues of one day is public. Readers choose their hour, their zone and how often, and a new one begins with
/// the last pieces: a day has as many issues as there are such choices, and most say in other cuts what another said. Public is the one
/// that most readers got; of the others those that say nothing of it again, where more than one reader got them, and more than half as many:
/// the pieces of a day in a section that is followed piece by piece.
/// </summary>
internal static class DaysIssues
{
    /// <summary>The public ones, that with the most readers first; issues of the same articles, which differ in form and language, together.</summary>
    /// <param name="day">All issues of the day.</param>
    /// <param name="articles">What an issue has in it.</param>
    /// <returns>Of each the issue that stands for it first: one in HTML where there is one, that most readers got.</returns>
    public static IReadOnlyList<IReadOnlyList<PublicRow>> Of(
        IReadOnlyList<PublicRow> day,
        Func<PublicRow, IReadOnlyList<ArticleId>> articles
    )
    {
        var chosen = new List<IReadOnlyList<PublicRow>>();
        var said = new HashSet<ArticleId>();
        var most = 0L;
        var same = day.GroupBy(row => string.Join(',', articles(row).Select(article => article.Value).Order()))
            .Select(group => (Readers: group.Sum(row => row.Readers), Rows: group.OrderBy(row => row.Id).ToList()));
        foreach (var (readers, rows) in same.OrderByDescending(group => group.Readers).ThenBy(group => group.Rows[0].Id))
        {
            if (chosen.Count > 0 && (readers < 2 || readers * 2 <= most || articles(rows[0]).Any(said.Contains)))
                continue;
            most = Math.Max(most, readers);
            said.UnionWith(articles(rows[0]));
            chosen.Add([.. rows.OrderBy(row => row.Format).ThenByDescending(row => row.Readers)]);
        }

        return chosen;
    }
}

/// <summary>An issue that may be public.</summary>
internal sealed record PublicRow
{
    public required long Id { get; init; }
    public required int Version { get; init; }
    public required string PublicId { get; init; }
    public required string Title { get; init; }
    public required DateOnly Date { get; init; }
    public required MailFormat Format { get; init; }
    public required string Language { get; init; }

    /// <summary>How many messages were ever queued for it.</summary>
    public required long Readers { get; init; }
}
