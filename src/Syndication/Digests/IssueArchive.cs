using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>
/// Which issues anyone may find. Of the issues of one section those are public that its readers of a day had in common
/// (<see cref="DaysIssues"/>), once they may be sent, unless the section hides its issues. What was cancelled is not, nor is what one reader
/// got as the first after signing up, or in an issue of several sections: only whoever knows its address finds it.
/// </summary>
internal sealed class IssueArchive(Database database, SectionStore sections, IssueContents contents, ShownIssues shown)
{
    // More than this many issues back, the archive is that of the articles.
    private const int MostRows = 2_000;
    private const int MostListed = 200;

    // A list is a parameter for each of its members.
    private const int AskedAtOnce = 500;

    /// <summary>Whether search engines may list it.</summary>
    public async Task<bool> IsPublicAsync(Issue issue, CancellationToken ct)
    {
        if (
            issue is not { Section: { } section, State: IssueState.Live }
            || await sections.FindAsync(section, ct) is not { HidesIssues: false }
        )
            return false;
        var near = await database.ReadAsync(
            async (db, token) =>
            {
                var rows = Sendable(db, section);
                var before = rows.Where(row => row.Id <= issue.Id).OrderByDescending(row => row.Id).Take(MostRows);
                var after = rows.Where(row => row.Id > issue.Id).OrderBy(row => row.Id).Take(MostRows);
                return (List<PublicRow>)
                    [
                        .. await before.Where(row => row.Date == issue.Date).ToListAsync(token),
                        .. await after.Where(row => row.Date == issue.Date).ToListAsync(token),
                    ];
            },
            ct
        );
        return near.Exists(row => row.Id == issue.Id)
            && (await ChooseAsync(section, near, ct)).Exists(same => same.Any(row => row.Id == issue.Id));
    }

    /// <summary>The section's latest public issues, newest first, by what they are called now; those that withdrawals emptied are left out.</summary>
    public async Task<IReadOnlyList<ArchivedIssue>> ListAsync(SectionSlug section, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            (db, token) => Sendable(db, section).OrderByDescending(row => row.Id).Take(MostRows).ToListAsync(token),
            ct
        );
        var listed = (await ChooseAsync(section, rows, ct)).ConvertAll(same => same[0]);
        var titles = await shown.TitlesAsync(listed.ToDictionary(row => row.Id, row => row.Title), ct);
        return
        [
            .. listed
                .Where(row => titles.ContainsKey(row.Id))
                .Select(row => new ArchivedIssue(row.PublicId, titles[row.Id], row.Date, row.Language)),
        ];
    }

    // Newest first. What says nothing that as many did not have on a day before is a new reader's first issue on a quiet day, or that of a zone
    // where it is tomorrow.
    private async Task<List<IReadOnlyList<PublicRow>>> ChooseAsync(SectionSlug section, List<PublicRow> rows, CancellationToken ct)
    {
        var articles = await contents.ArticlesAsync(rows.ConvertAll(row => (row.Id, row.Version)), ct);
        IReadOnlyList<ArticleId> ArticlesOf(PublicRow row) => articles[(row.Id, row.Version)];

        var chosen = rows.GroupBy(row => row.Date)
            .OrderByDescending(day => day.Key)
            .SelectMany(day => DaysIssues.Of([.. day], ArticlesOf).OrderByDescending(same => same[0].Id))
            .Take(MostListed)
            .ToList();
        var told = await ToldAsync(section, chosen.SelectMany(same => ArticlesOf(same[0])).Distinct().ToList(), ct);
        chosen.RemoveAll(same =>
        {
            var (date, readers) = (same[0].Date, same.Sum(row => row.Readers));
            return ArticlesOf(same[0]) is { Count: > 0 } shown
                && shown.All(article => told[article].Any(issue => issue.Date < date && issue.Readers >= readers));
        });
        return chosen;
    }

    // On which days a section's issues had articles, and how many readers the largest of the day.
    private async Task<ILookup<ArticleId, (DateOnly Date, long Readers)>> ToldAsync(
        SectionSlug section,
        List<ArticleId> articles,
        CancellationToken ct
    )
    {
        var told = new List<ToldRow>();
        foreach (var asked in articles.Chunk(AskedAtOnce))
            told.AddRange(
                await database.ReadAsync(
                    (db, token) =>
                        (
                            from shown in db.Set<IssueArticle>()
                            join issue in Sendable(db, section)
                                on new { shown.Issue, shown.Version } equals new { Issue = issue.Id, issue.Version }
                            where asked.Contains(shown.Article) && shown.Form != ArticleForm.Correction
                            group issue.Readers by new { shown.Article, issue.Date } into day
                            select new ToldRow(day.Key.Article, day.Key.Date, day.Max())
                        ).ToListAsync(token),
                    ct
                )
            );
        return told.ToLookup(row => row.Article, row => (row.Date, row.Readers));
    }

    private sealed record ToldRow(ArticleId Article, DateOnly Date, long Readers);

    private static IQueryable<PublicRow> Sendable(PublicationDb db, SectionSlug section)
    {
        SectionSlug? wanted = section;
        return from issue in db.Set<Issue>()
            join mailing in db.Set<Mailing>() on issue.Id equals mailing.Group
            where
                issue.Section == wanted
                && issue.State == IssueState.Live
                && mailing.Stream == MessageStream.Digest
                && (mailing.State == MailingState.Open || mailing.State == MailingState.Paused)
            select new PublicRow
            {
                Id = issue.Id,
                Version = issue.Version,
                PublicId = issue.PublicId,
                Title = issue.Title,
                Date = issue.Date,
                Format = issue.Format,
                Language = issue.Language,
                Readers = mailing.Planned,
            };
    }
}

/// <summary>An issue that is listed.</summary>
/// <param name="PublicId">Its name in addresses.</param>
/// <param name="Title">What it is called now.</param>
/// <param name="Date">The local date of those who got it.</param>
/// <param name="Language">BCP 47 tag of its title.</param>
internal sealed record ArchivedIssue(string PublicId, string Title, DateOnly Date, string Language);
