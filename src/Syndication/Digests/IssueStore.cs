using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests.Editors;
using Syndication.Digests.Tracking;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>Finds the issue of a draft, or compiles and stores it: once, whoever else asks at the same time.</summary>
internal sealed class IssueStore(
    Database database,
    ArticleStore articles,
    SectionStore sections,
    InsertStore inserts,
    IssueCompiler compiler,
    Ledger ledger,
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
    public Task<PlannedIssue> EnsureAsync(IssueDraft draft, CancellationToken ct) => EnsureAsync(draft, special: null, ct);

    /// <inheritdoc cref="EnsureAsync(IssueDraft, CancellationToken)"/>
    /// <param name="draft">What it is made of.</param>
    /// <param name="special">The special edition that it is of; null: a digest.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PlannedIssue> EnsureAsync(IssueDraft draft, SpecialEdition? special, CancellationToken ct)
    {
        var matter = await MatterAsync(draft, special, clock.GetUtcNow(), ct);
        var key = KeyOf(draft, matter);
        if (await FindAsync(key, ct) is { } known)
            return known;
        if (await MakeAsync(draft, matter, (DateTimeOffset?)null, ct) is not { } made)
            return new PlannedIssue(null, draft.Articles.Count);
        return await database.WriteAsync((db, token) => AddAsync(db, key, draft, special, made, token), ct);
    }

    /// <summary>What the draft's issue would be, stored nowhere.</summary>
    /// <param name="draft">What it is made of.</param>
    /// <param name="at">When it would be compiled.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where every article vanished meanwhile.</returns>
    public Task<MadeIssue?> MakeAsync(IssueDraft draft, DateTimeOffset at, CancellationToken ct) => MakeAsync(draft, special: null, at, ct);

    /// <inheritdoc cref="MakeAsync(IssueDraft, DateTimeOffset, CancellationToken)"/>
    /// <param name="draft">What it is made of.</param>
    /// <param name="special">The special edition that it is of; null: a digest.</param>
    /// <param name="at">When it would be compiled.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MadeIssue?> MakeAsync(IssueDraft draft, SpecialEdition? special, DateTimeOffset at, CancellationToken ct) =>
        await MakeAsync(draft, await MatterAsync(draft, special, at, ct), at, ct);

    private async Task<MadeIssue?> MakeAsync(IssueDraft draft, EditorsMatter matter, DateTimeOffset? at, CancellationToken ct)
    {
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        var candidates = await CandidatesAsync(draft.Articles, all, at, ct);
        var corrections = (await CandidatesAsync(draft.Corrections, all, at, ct)).FindAll(IsCorrected);
        if (candidates.Count + corrections.Count == 0)
            return null;
        var due = draft.Sections.Where(all.ContainsKey).Select(slug => all[slug]).ToList();
        var frame = new Edition
        {
            PublicId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)),
            Format = draft.Format,
            Layout = draft.Layout,
            Language = draft.Language,
            Date = draft.Date,
            Sections = due,
            Articles = [],
            More = 0,
            Corrections = corrections,
            Folded = draft.Folded,
            Matter = matter,
        };
        var compiled = compiler.Compile(frame, candidates, draft.Total - draft.Articles.Count, keepAll: false);
        // What comes again, and what was put right, may be of sections that are not due.
        var shown = compiled.Edition.Articles.Concat(compiled.Edition.Corrections).Select(article => article.Section);
        return new MadeIssue(compiled, TakenOf(draft, candidates, compiled.Taken), due.Concat(shown).Any(section => section.HoldsIssues));
    }

    /// <summary>Articles as an edition shows them, the invisible and the unannounced left out, in the order given.</summary>
    public Task<List<EditionArticle>> ShownAsync(
        IReadOnlyList<(ArticleId Article, SectionSlug Section)> wanted,
        IReadOnlyDictionary<SectionSlug, Section> all,
        CancellationToken ct
    ) => ShownAsync(wanted, all, at: null, ct);

    private async Task<List<EditionArticle>> ShownAsync(
        IReadOnlyList<(ArticleId Article, SectionSlug Section)> wanted,
        IReadOnlyDictionary<SectionSlug, Section> all,
        DateTimeOffset? at,
        CancellationToken ct
    )
    {
        var shown = new List<EditionArticle>(wanted.Count);
        foreach (var slice in wanted.Chunk(Slice))
        {
            var found = await articles.FindAsync([.. slice.Select(pair => pair.Article)], ct);
            var byId = found
                .Where(article => at is { } then ? WillBeNews(article, then) : IsNews(article))
                .ToDictionary(article => article.Id);
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
        db.Add(VersionOf(issue, version, compiled, now));
    }

    /// <summary>A version's texts, not stored.</summary>
    public static IssueVersion VersionOf(long issue, int version, CompiledIssue compiled, DateTimeOffset now) =>
        new()
        {
            Issue = issue,
            Version = version,
            Subject = compiled.Rendered.Subject,
            Html = compiled.Rendered.Html,
            Text = compiled.Rendered.Text,
            HoleName = compiled.Rendered.Holes.Name,
            Tracking = compiled.Rendered.Tracking,
            CreatedAt = now,
        };

    /// <summary>Whether an article may be in a mail.</summary>
    public static bool IsNews(Article article) => article is { State: ArticleState.Visible, Announce: true };

    /// <summary>Whether there is a correction to tell.</summary>
    public static bool IsCorrected(EditionArticle shown) => shown.Article.Correction is { Length: > 0 };

    /// <summary>Whether an article may be in a mail at a time to come, as far as it is known now.</summary>
    public static bool WillBeNews(Article article, DateTimeOffset at) =>
        article.Announce
        && !(article.ExpiresAt <= at)
        && (article.State is ArticleState.Visible || (article.State is ArticleState.Scheduled && article.PublishedAt <= at));

    private Task<List<EditionArticle>> CandidatesAsync(
        IReadOnlyList<DraftArticle> drafted,
        Dictionary<SectionSlug, Section> all,
        DateTimeOffset? at,
        CancellationToken ct
    ) => ShownAsync([.. drafted.Where(one => all.ContainsKey(one.Section)).Select(one => (one.Article, one.Section))], all, at, ct);

    private async Task<EditorsMatter> MatterAsync(IssueDraft draft, SpecialEdition? special, DateTimeOffset at, CancellationToken ct) =>
        special?.Matter ?? await inserts.ForAsync(draft.Sections, at, ct);

    private byte[] KeyOf(IssueDraft draft, EditorsMatter matter) =>
        matter == EditorsMatter.None ? SharingKey(draft) : SHA256.HashData([.. SharingKey(draft), .. Encoding.UTF8.GetBytes(matter.Key())]);

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
        SpecialEdition? special,
        MadeIssue made,
        CancellationToken ct
    )
    {
        var compiled = made.Compiled;
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
            Taken = made.Taken,
            More = compiled.Edition.More,
            Format = draft.Format,
            Layout = draft.Layout,
            Language = draft.Language,
            Date = draft.Date,
            FoldedFrom = draft.Folded?.First,
            FoldedSeveral = draft.Folded?.IsSeveral ?? false,
            // Not where it has what only some of the section's readers were owed.
            Section = draft is { Sections: [var only], After: 0, Folded: null, Corrections: [] } ? only : null,
            SpecialEdition = special?.Id,
            CreatedAt = now,
        };
        db.Add(issue);
        await db.SaveChangesAsync(ct);
        AddVersion(db, issue.Id, 1, compiled, now);
        await TrackedLinks.AddAsync(db, issue.Id, compiled.Counted, ct);
        if (made.IsHeld)
            await ledger.HoldForApprovalAsync(db, MessageStream.Digest, issue.Id, ct);
        return new PlannedIssue(issue.Id, made.Taken);
    }
}

/// <summary>An issue that is not stored.</summary>
/// <param name="Compiled">What it shows.</param>
/// <param name="Taken">How many of the draft's articles are dealt with.</param>
/// <param name="IsHeld">Whether it would wait for approval.</param>
internal sealed record MadeIssue(CompiledIssue Compiled, int Taken, bool IsHeld);

/// <summary>A draft's issue.</summary>
/// <param name="Id">Null where every article vanished meanwhile.</param>
/// <param name="Taken">How many of the draft's articles are dealt with.</param>
internal sealed record PlannedIssue(long? Id, int Taken)
{
    /// <summary>Of a draft without articles.</summary>
    public static PlannedIssue None { get; } = new(null, 0);
}
