using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>
/// Issues as they are to be sent now. A withdrawal or a revision since the newest version makes the next one, once, for the messages that
/// are still to be sent.
/// </summary>
internal sealed partial class IssueVersions(
    Database database,
    IssueStore store,
    SectionStore sections,
    IssueCompiler compiler,
    IssueMatter matters,
    TimeProvider clock,
    ILogger<IssueVersions> logger
) : IDisposable
{
    private const long MostCachedCharacters = 16_000_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostCachedCharacters });
    private readonly SemaphoreSlim renewing = new(1, 1);

    // Apart from the above: whoever looks at issues keeps none from being sent.
    private readonly SemaphoreSlim showing = new(1, 1);

    /// <summary>The newest version, renewed if the articles changed; null where nothing is left in it.</summary>
    /// <param name="issue">Which.</param>
    /// <param name="stamp">The publication's version: while it stands still, no article changed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SendableIssue?> CurrentAsync(long issue, long stamp, CancellationToken ct)
    {
        if (cache.TryGetValue(issue, out Checked? known) && known!.Stamp == stamp)
            return known.Issue;
        await renewing.WaitAsync(ct);
        try
        {
            if (cache.TryGetValue(issue, out known) && known!.Stamp == stamp)
                return known.Issue;
            var current = await RenewAsync(issue, ct);
            Keep(issue, new Checked(stamp, current));
            return current;
        }
        finally
        {
            renewing.Release();
        }
    }

    /// <summary>The issue as anyone may see it now, long after it was sent: without what was withdrawn, by the newest revisions. Nothing is stored.</summary>
    /// <inheritdoc cref="CurrentAsync"/>
    public async Task<SendableIssue?> ShownAsync(long issue, long stamp, CancellationToken ct)
    {
        var key = (issue, "shown");
        if (cache.TryGetValue(key, out Checked? known) && known!.Stamp == stamp)
            return known.Issue;
        await showing.WaitAsync(ct);
        try
        {
            if (cache.TryGetValue(key, out known) && known!.Stamp == stamp)
                return known.Issue;
            var shown = await ShowAsync(issue, ct);
            Keep(key, new Checked(stamp, shown));
            return shown;
        }
        finally
        {
            showing.Release();
        }
    }

    /// <summary>One version as it was, whatever changed since: what a message in doubt is sent again with.</summary>
    public Task<SendableIssue?> FindAsync(long issue, int version, CancellationToken ct) =>
        database.ReadAsync((db, token) => ReadAsync(db, issue, version, token), ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        renewing.Dispose();
        showing.Dispose();
    }

    private void Keep(object key, Checked found)
    {
        var size = 1_000 + (found.Issue?.Content.Text.Length ?? 0) + (found.Issue?.Content.Html?.Length ?? 0);
        cache.Set(key, found, new MemoryCacheEntryOptions { Size = size });
    }

    private async Task<SendableIssue?> ShowAsync(long issue, CancellationToken ct)
    {
        var current = await database.ReadAsync((db, token) => ReadAsync(db, issue, version: null, token), ct);
        if (current is null || current.Issue.State is IssueState.Emptied)
            return null;
        if (!await HasChangedAsync(current, ct))
            return current;
        return await CompileAsync(current, ct) is { } compiled
            ? new SendableIssue(
                current.Issue,
                IssueStore.VersionOf(issue, current.Content.Version, compiled, clock.GetUtcNow()),
                current.Articles
            )
            : null;
    }

    private async Task<SendableIssue?> RenewAsync(long issue, CancellationToken ct)
    {
        var current = await database.ReadAsync((db, token) => ReadAsync(db, issue, version: null, token), ct);
        if (current is null || current.Issue.State is IssueState.Emptied)
            return null;
        if (!await HasChangedAsync(current, ct))
            return current;
        var next = await NextAsync(current, ct);
        LogRenewed(current.Issue.PublicId, current.Content.Version + 1, next?.Articles.Count ?? 0);
        return next;
    }

    private async Task<bool> HasChangedAsync(SendableIssue current, CancellationToken ct)
    {
        var ids = current.Articles.Select(article => article.Article).ToList();
        var now = await database.ReadAsync(
            (db, token) =>
                db.Set<ArticleRow>()
                    .Where(row => ids.Contains(row.Id) && row.State == ArticleState.Visible && row.Announce)
                    .Select(row => new { row.Id, row.Revision })
                    .ToDictionaryAsync(row => row.Id, row => row.Revision, token),
            ct
        );
        return current.Articles.Any(article => now.GetValueOrDefault(article.Article) != article.Revision);
    }

    private async Task<SendableIssue?> NextAsync(SendableIssue current, CancellationToken ct)
    {
        var issue = current.Issue.Id;
        if (await CompileAsync(current, ct) is not { } compiled)
        {
            await database.WriteAsync((db, token) => EmptyAsync(db, issue, token), ct);
            return null;
        }

        try
        {
            await database.WriteAsync((db, token) => AddAsync(db, issue, current.Content.Version, compiled, token), ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another node made the same version: it is as good as ours.
        }

        return await database.ReadAsync((db, token) => ReadAsync(db, issue, version: null, token), ct);
    }

    // Null: nothing is left in it.
    private async Task<CompiledIssue?> CompileAsync(SendableIssue current, CancellationToken ct)
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
        return compiler.Compile(frame, left, issue.More, keepAll: true);
    }

    private Task<List<EditionArticle>> ShownAsync(
        IEnumerable<IssueArticle> articles,
        Dictionary<SectionSlug, Section> all,
        CancellationToken ct
    ) => store.ShownAsync([.. articles.Where(one => all.ContainsKey(one.Section)).Select(one => (one.Article, one.Section))], all, ct);

    private async Task AddAsync(PublicationDb db, long issue, int version, CompiledIssue compiled, CancellationToken ct)
    {
        var moved = await db.Set<Issue>()
            .Where(row => row.Id == issue && row.Version == version)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(row => row.Version, version + 1)
                        .SetProperty(row => row.Title, compiled.Rendered.Subject)
                        .SetProperty(row => row.SharingKey, (byte[]?)null),
                ct
            );
        if (moved == 1)
            IssueStore.AddVersion(db, issue, version + 1, compiled, clock.GetUtcNow());
    }

    private static Task<int> EmptyAsync(PublicationDb db, long issue, CancellationToken ct) =>
        db.Set<Issue>()
            .Where(row => row.Id == issue)
            .ExecuteUpdateAsync(
                change => change.SetProperty(row => row.State, IssueState.Emptied).SetProperty(row => row.SharingKey, (byte[]?)null),
                ct
            );

    private static async Task<SendableIssue?> ReadAsync(PublicationDb db, long id, int? version, CancellationToken ct)
    {
        var issue = await db.Set<Issue>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
        if (issue is null)
            return null;
        var number = version ?? issue.Version;
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

    [LoggerMessage(
        EventId = 6003,
        Level = LogLevel.Information,
        Message = "Issue {Issue} changed while it was sent: version {Version} has {Articles} articles"
    )]
    private partial void LogRenewed(string issue, int version, int articles);

    private sealed record Checked(long Stamp, SendableIssue? Issue);
}

/// <summary>One version of an issue.</summary>
internal sealed record SendableIssue(Issue Issue, IssueVersion Content, IReadOnlyList<IssueArticle> Articles)
{
    /// <summary>The present name of its section; null where it has several, or the one is gone.</summary>
    public string? SectionName { get; init; }

    /// <summary>What all its readers get alike, the same instance for all of them.</summary>
    public MailBody Body { get; } =
        new()
        {
            Html = Content.Html,
            Text = Content.Text,
            Language = Issue.Language,
            Holes = [Content.Holes.Preferences, Content.Holes.Unsubscribe],
        };
}
