using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>Finds the issue of a draft, or compiles and stores it: once, whoever else asks at the same time.</summary>
internal sealed class IssueStore(
    Database database,
    ArticleStore articles,
    SectionStore sections,
    IssueCompiler compiler,
    IOptions<PublicationOptions> publication,
    IOptions<DigestOptions> options,
    TimeProvider clock
)
{
    // Bodies may be long: they are read a few at a time.
    private const int Slice = 40;

    /// <summary>What makes two drafts one issue.</summary>
    public byte[] SharingKey(IssueDraft draft) => draft.SharingKey(publication.Value.Sender);

    /// <summary>The draft's issue. A crash between this and the planning transaction leaves an issue that nobody gets.</summary>
    public async Task<PlannedIssue> EnsureAsync(IssueDraft draft, CancellationToken ct)
    {
        var key = SharingKey(draft);
        if (await FindAsync(key, ct) is { } known)
            return known;
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        var candidates = await CandidatesAsync(draft.Articles, all, ct);
        var corrections = (await CandidatesAsync(draft.Corrections, all, ct)).FindAll(IsCorrected);
        if (candidates.Count + corrections.Count == 0)
            return new PlannedIssue(null, draft.Articles.Count);
        var frame = new Edition
        {
            PublicId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)),
            Format = draft.Format,
            Layout = draft.Layout,
            Language = draft.Language,
            Date = draft.Date,
            Sections = [.. draft.Sections.Where(all.ContainsKey).Select(slug => all[slug])],
            Articles = [],
            More = 0,
            Corrections = corrections,
            Folded = draft.Folded,
        };
        var compiled = compiler.Compile(frame, candidates, draft.Total - draft.Articles.Count, keepAll: false);
        var taken = TakenOf(draft, candidates, compiled.Taken);
        return await database.WriteAsync((db, token) => AddAsync(db, key, draft, compiled, taken, token), ct);
    }

    /// <summary>Articles as an edition shows them, the invisible and the unannounced left out, in the order given.</summary>
    public async Task<List<EditionArticle>> ShownAsync(
        IReadOnlyList<(ArticleId Article, SectionSlug Section)> wanted,
        IReadOnlyDictionary<SectionSlug, Section> all,
        CancellationToken ct
    )
    {
        var shown = new List<EditionArticle>(wanted.Count);
        foreach (var slice in wanted.Chunk(Slice))
        {
            var found = await articles.FindAsync([.. slice.Select(pair => pair.Article)], ct);
            var byId = found.Where(IsNews).ToDictionary(article => article.Id);
            foreach (var (id, section) in slice)
            {
                if (byId.TryGetValue(id, out var article))
                    shown.Add(new EditionArticle(Bounded(article), all[section], ArticleForm.Headline));
            }
        }

        return shown;
    }

    /// <summary>The rows of one version.</summary>
    public static void AddVersion(PublicationDb db, long issue, int version, CompiledIssue compiled, DateTimeOffset now)
    {
        var corrections = compiled.Edition.Corrections.Select(shown => shown with { Form = ArticleForm.Correction });
        db.AddRange(
            compiled
                .Edition.Articles.Concat(corrections)
                .Select(
                    (shown, position) =>
                        new IssueArticle
                        {
                            Issue = issue,
                            Version = version,
                            Position = position,
                            Article = shown.Article.Id,
                            Revision = shown.Article.Revision,
                            Form = shown.Form,
                            Section = shown.Section.Slug,
                        }
                )
        );
        db.Add(
            new IssueVersion
            {
                Issue = issue,
                Version = version,
                Subject = compiled.Rendered.Subject,
                Html = compiled.Rendered.Html,
                Text = compiled.Rendered.Text,
                HoleName = compiled.Rendered.Holes.Name,
                CreatedAt = now,
            }
        );
    }

    /// <summary>Whether an article may be in a mail.</summary>
    public static bool IsNews(Article article) => article is { State: ArticleState.Visible, Announce: true };

    /// <summary>Whether there is a correction to tell.</summary>
    public static bool IsCorrected(EditionArticle shown) => shown.Article.Correction is { Length: > 0 };

    private Task<List<EditionArticle>> CandidatesAsync(
        IReadOnlyList<DraftArticle> drafted,
        Dictionary<SectionSlug, Section> all,
        CancellationToken ct
    ) => ShownAsync([.. drafted.Where(one => all.ContainsKey(one.Section)).Select(one => (one.Article, one.Section))], all, ct);

    // A body beyond the whole budget can never be in: it is not carried along.
    private Article Bounded(Article article) =>
        article.BodyHtml.Length > options.Value.ByteBudget ? article with { BodyHtml = "" } : article;

    // Articles that vanished since they were selected count as taken: if they come back, it is with a new sequence.
    private static int TakenOf(IssueDraft draft, List<EditionArticle> candidates, int taken)
    {
        if (taken == candidates.Count)
            return draft.Articles.Count;
        var first = candidates[taken].Article.Id;
        return draft.Articles.TakeWhile(one => one.Article != first).Count();
    }

    private Task<PlannedIssue?> FindAsync(byte[] key, CancellationToken ct) =>
        database.ReadAsync((db, token) => FindAsync(db, key, token), ct);

    private static Task<PlannedIssue?> FindAsync(PublicationDb db, byte[] key, CancellationToken ct) =>
        db.Set<Issue>()
            .Where(issue => issue.SharingKey == key)
            .Select(issue => new PlannedIssue(issue.Id, issue.Taken))
            .SingleOrDefaultAsync(ct);

    private async Task<PlannedIssue> AddAsync(
        PublicationDb db,
        byte[] key,
        IssueDraft draft,
        CompiledIssue compiled,
        int taken,
        CancellationToken ct
    )
    {
        // Another planner may have stored the same issue while this one was being rendered.
        if (await FindAsync(db, key, ct) is { } known)
            return known;
        var now = clock.GetUtcNow();
        var issue = new Issue
        {
            PublicId = compiled.Edition.PublicId,
            SharingKey = key,
            Title = compiled.Rendered.Subject,
            Sections = [.. draft.Sections.Select(section => section.Value)],
            Taken = taken,
            More = compiled.Edition.More,
            Format = draft.Format,
            Layout = draft.Layout,
            Language = draft.Language,
            Date = draft.Date,
            FoldedFrom = draft.Folded?.First,
            FoldedSeveral = draft.Folded?.IsSeveral ?? false,
            CreatedAt = now,
        };
        db.Add(issue);
        await db.SaveChangesAsync(ct);
        AddVersion(db, issue.Id, 1, compiled, now);
        return new PlannedIssue(issue.Id, taken);
    }
}

/// <summary>A draft's issue.</summary>
/// <param name="Id">Null where every article vanished meanwhile.</param>
/// <param name="Taken">How many of the draft's articles are dealt with.</param>
internal sealed record PlannedIssue(long? Id, int Taken)
{
    /// <summary>Of a draft without articles.</summary>
    public static PlannedIssue None { get; } = new(null, 0);
}
