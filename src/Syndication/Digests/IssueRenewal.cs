using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>Reads issues, and makes them anew of what their articles are now; stores nothing.</summary>
internal sealed class IssueRenewal(Database database, IssueStore store, SectionStore sections, IssueCompiler compiler, IssueMatter matters)
{
    /// <summary>A version of an issue as it is stored; null where there is no such issue.</summary>
    /// <param name="issue">Which.</param>
    /// <param name="version">Null: the newest.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SendableIssue?> ReadAsync(long issue, int? version, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await db.Set<Issue>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == issue, token) is { } found
                    ? await ReadAsync(db, found, version, token)
                    : null,
            ct
        );

    /// <summary>The newest version of the issue of that address; null where there is no such issue.</summary>
    public Task<SendableIssue?> ReadAsync(string publicId, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await db.Set<Issue>().AsNoTracking().SingleOrDefaultAsync(row => row.PublicId == publicId, token) is { } found
                    ? await ReadAsync(db, found, version: null, token)
                    : null,
            ct
        );

    /// <summary>Whether an article in it was withdrawn or revised since.</summary>
    /// <param name="current">The newest version.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> HasChangedAsync(SendableIssue current, CancellationToken ct) =>
        (await ChangedAsync([current.Issue.Id], ct)).Count > 0;

    /// <summary>Those of some issues in which an article was withdrawn or revised since.</summary>
    public Task<List<long>> ChangedAsync(IReadOnlyCollection<long> issues, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                (
                    from issue in db.Set<Issue>()
                    join shown in db.Set<IssueArticle>()
                        on new { Issue = issue.Id, issue.Version } equals new { shown.Issue, shown.Version }
                    join article in db.Set<ArticleRow>() on shown.Article equals article.Id into known
                    from article in known.DefaultIfEmpty()
                    where issues.Contains(issue.Id)
                    where
                        article == null || article.State != ArticleState.Visible || !article.Announce || article.Revision != shown.Revision
                    select issue.Id
                )
                    .Distinct()
                    .ToListAsync(token),
            ct
        );

    /// <summary>The issue of what its articles are now; null where nothing is left in it.</summary>
    public async Task<CompiledIssue?> CompileAsync(SendableIssue current, CancellationToken ct) =>
        await FrameAsync(current, ct) is (var frame, var left) ? compiler.Compile(frame, left, current.Issue.More, keepAll: true) : null;

    /// <summary>What the issue is called by what its articles are now; null where nothing is left in it.</summary>
    public async Task<string?> TitleAsync(SendableIssue current, CancellationToken ct) =>
        await FrameAsync(current, ct) is (var frame, var left) ? compiler.Subject(frame, left) : null;

    private async Task<(Edition Frame, List<EditionArticle> Left)?> FrameAsync(SendableIssue current, CancellationToken ct)
    {
        var issue = current.Issue;
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        var left = await ShownAsync(current.Articles.Where(one => one.Form is not ArticleForm.Correction), all, ct);
        var corrections = await ShownAsync(current.Articles.Where(one => one.Form is ArticleForm.Correction), all, ct);
        corrections.RemoveAll(shown => !IssueStore.IsCorrected(shown));
        if (left.Count + corrections.Count == 0)
            return null;
        var frame = new Edition
        {
            PublicId = issue.PublicId,
            Format = issue.Format,
            Layout = issue.Layout,
            Language = issue.Language,
            Date = issue.Date,
            Sections = [.. issue.Sections.Select(slug => new SectionSlug(slug)).Where(all.ContainsKey).Select(slug => all[slug])],
            Articles = [],
            More = 0,
            Corrections = corrections,
            Folded = issue.FoldedFrom is { } from ? new Folded(from, issue.FoldedSeveral) : null,
            Matter = await matters.OfAsync(issue, ct),
        };
        return (frame, left);
    }

    private Task<List<EditionArticle>> ShownAsync(
        IEnumerable<IssueArticle> articles,
        Dictionary<SectionSlug, Section> all,
        CancellationToken ct
    ) => store.ShownAsync([.. articles.Where(one => all.ContainsKey(one.Section)).Select(one => (one.Article, one.Section))], all, ct);

    private static async Task<SendableIssue> ReadAsync(PublicationDb db, Issue issue, int? version, CancellationToken ct)
    {
        var (id, number) = (issue.Id, version ?? issue.Version);
        var content = await db.Set<IssueVersion>().AsNoTracking().SingleAsync(row => row.Issue == id && row.Version == number, ct);
        var articles = await db.Set<IssueArticle>()
            .AsNoTracking()
            .Where(row => row.Issue == id && row.Version == number)
            .OrderBy(row => row.Position)
            .ToListAsync(ct);
        return new SendableIssue(issue, content, articles) { SectionName = await SectionNameAsync(db, issue, ct) };
    }

    private static async Task<string?> SectionNameAsync(PublicationDb db, Issue issue, CancellationToken ct)
    {
        if (issue.Sections is not [var only])
            return null;
        var slug = new SectionSlug(only);
        return await db.Set<Section>().Where(section => section.Slug == slug).Select(section => section.Name).SingleOrDefaultAsync(ct);
    }
}

/// <summary>One version of an issue.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Content">The version as it is stored and shown on the web.</param>
/// <param name="Articles">What is in it.</param>
/// <param name="Tracked">Its HTML with links that are counted, which is for mails alone; null: none are.</param>
internal sealed record SendableIssue(Issue Issue, IssueVersion Content, IReadOnlyList<IssueArticle> Articles, string? Tracked = null)
{
    /// <summary>The present name of its section; null where it has several, or the one is gone.</summary>
    public string? SectionName { get; init; }

    /// <summary>What all its readers get alike, the same instance for all of them.</summary>
    public MailBody Body { get; } =
        new()
        {
            Html = Tracked ?? Content.Html,
            Text = Content.Text,
            Language = Issue.Language,
            Holes = [Content.Holes.Preferences, Content.Holes.Unsubscribe],
        };
}
