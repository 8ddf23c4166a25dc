using Microsoft.EntityFrameworkCore;
using Syndication.Articles.Search;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>
/// The one way that articles change. Every method works inside the caller's transaction and moves, with the article, the versions of
/// the scopes it is in; sequences are taken last, so that they rise in commit order.
/// </summary>
public sealed class ArticlePublisher(TimeProvider clock, ArchivePlaces archives)
{
    /// <summary>Adds an article: draft, under embargo, or visible at once.</summary>
    public async Task<ArticleId> CreateAsync(PublicationDb db, ArticleContent content, CancellationToken ct) =>
        (await AddAsync(db, content, ct)).Id;

    /// <inheritdoc cref="CreateAsync"/>
    /// <returns>The article, which is not tracked.</returns>
    internal async Task<ArticleRow> AddAsync(PublicationDb db, ArticleContent content, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = ArticleId.New(clock);
        var row = new ArticleRow
        {
            Id = id,
            Slug = await ArticleSlugs.FreeAsync(db, content, id, ct),
            Title = content.Title,
            Summary = "",
            PublishedAt = content.PublishedAt ?? now,
        };
        var text = PlainText.Of(content.BodyHtml);
        Apply(row, content, text, row.PublishedAt);
        row.State = StateOf(row, content.Draft, now);
        row.FirstVisibleAt = row.State is ArticleState.Visible ? now : null;
        await AuthorsStore.PutAsync(db, content.Authors, now, ct);
        await NewRows.AddOneAsync(db, Revision(row, content, now), ct);
        await NewRows.AddOneAsync(db, row, ct);
        await ArticleTies.AddAsync(db, row, content, ct);
        if (row.State is ArticleState.Visible)
            await ShowAsync(db, row, content, text, now, ct);
        await AddMembershipsAsync(db, row, content, ct);
        return row;
    }

    /// <summary>Takes newer content for an article, as a new revision if anything changed.</summary>
    /// <returns>False where nothing changed; the store is then untouched.</returns>
    /// <exception cref="InvalidOperationException">There is no article of that id.</exception>
    public async Task<bool> ReviseAsync(PublicationDb db, ArticleId id, ArticleContent content, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await db.Set<ArticleRow>().SingleAsync(article => article.Id == id, ct);
        var before = await ArticleTies.ScopesAsync(db, id, ct);
        var state = StateOf(row, content, now);
        var metadata = await ArticleChanges.InMetadataAsync(db, row, content, before, ct);
        var text = await ArticleChanges.InTextAsync(db, row, content, ct);
        if (!metadata && !text && state == row.State)
            return false;

        await ArticleSlugs.RenameAsync(db, row, content, ct);
        if (row.State is ArticleState.Draft && content.PublishedAt is null)
            row.PublishedAt = now;
        if (content.Announce && !row.Announce)
            await ForgetSequencesAsync(db, row.Id, ct);
        // Never changed since it was published, or is to be: an hour that is moved takes the date of change along.
        var untouched = row.UpdatedAt == row.PublishedAt ? content.PublishedAt ?? row.PublishedAt : row.UpdatedAt;
        Apply(row, content, PlainText.Of(content.BodyHtml), text ? ChangedAt(row, now) : untouched);
        if (metadata || text)
            db.Add(Revision(row, content, now));
        await ArticleTies.ReplaceAuthorsAsync(db, row, content, now, ct);
        await ArticleTies.ReplaceTagsAsync(db, row, content, ct);
        await ArticleTies.ReplaceSectionsAsync(db, row, content, ct);
        // What it leaves shows it no longer: neither the article nor, of one that is taken back, the tombstone.
        await SettleAsync(db, row, state, row.FirstVisibleAt is null ? [] : before, now, ct);
        return true;
    }

    /// <summary>Takes an article back: it leaves feeds, pages and digests. Safe to run again.</summary>
    public async Task WithdrawAsync(PublicationDb db, ArticleId id, CancellationToken ct)
    {
        var row = await db.Set<ArticleRow>().SingleAsync(article => article.Id == id, ct);
        await SettleAsync(db, row, ArticleState.Withdrawn, [], clock.GetUtcNow(), ct);
    }

    /// <summary>
    /// Completes what is said of an article's lead picture. No revision and no date of change: nothing of it is the newsroom's word.
    /// </summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="id">The article; where it is gone or has no picture, nothing happens.</param>
    /// <param name="complete">The picture with what is known of it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task DescribeImageAsync(PublicationDb db, ArticleId id, Func<ArticleImage, ArticleImage> complete, CancellationToken ct)
    {
        var row = await db.Set<ArticleRow>().SingleOrDefaultAsync(article => article.Id == id, ct);
        if (row?.Image is not { } image || complete(image) is not { } described || described == image)
            return;
        row.Image = described;
        await SettleAsync(db, row, row.State, [], clock.GetUtcNow(), ct);
    }

    /// <summary>Makes visible what reached its hour and takes out what reached its end.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="most">Most articles to move in this transaction.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were moved; fewer than <paramref name="most"/>: nothing more is due.</returns>
    public async Task<int> SettleDueAsync(PublicationDb db, int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<ArticleRow>()
            .Where(article =>
                (article.State == ArticleState.Scheduled && article.PublishedAt <= now)
                || (article.State == ArticleState.Visible && article.ExpiresAt != null && article.ExpiresAt <= now)
            )
            .OrderBy(article => article.PublishedAt)
            .Take(most)
            .ToListAsync(ct);
        foreach (var row in due)
            await SettleAsync(db, row, StateOf(row, draft: false, now), [], now, ct);
        return due.Count;
    }

    // Readers that have the article take it again only for a later date, whatever happened to the clock.
    private static DateTimeOffset ChangedAt(ArticleRow row, DateTimeOffset now) =>
        row.FirstVisibleAt is not null && row.UpdatedAt > now ? row.UpdatedAt.AddSeconds(1) : now;

    private static ArticleState StateOf(ArticleRow row, ArticleContent content, DateTimeOffset now) =>
        content.Draft ? ArticleState.Draft
        : content.ExpiresAt <= now ? ArticleState.Expired
        : (content.PublishedAt ?? row.PublishedAt) > now && !IsOutAt(row, content.PublishedAt) ? ArticleState.Scheduled
        : ArticleState.Visible;

    // A clock that was set back takes nothing back: only another date does.
    private static bool IsOutAt(ArticleRow row, DateTimeOffset? published) =>
        row.State is ArticleState.Visible && (published is null || published == row.PublishedAt);

    private static ArticleState StateOf(ArticleRow row, bool draft, DateTimeOffset now) =>
        draft ? ArticleState.Draft
        : row.ExpiresAt <= now ? ArticleState.Expired
        : row.PublishedAt > now ? ArticleState.Scheduled
        : ArticleState.Visible;

    private async Task SettleAsync(
        PublicationDb db,
        ArticleRow row,
        ArticleState state,
        HashSet<Scope> former,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var visible = state is ArticleState.Visible;
        var wasVisible = row.State is ArticleState.Visible;
        var touched = visible || wasVisible || former.Count > 0;
        if (visible && !wasVisible)
        {
            await ForgetSequencesAsync(db, row.Id, ct);
            row.CorrectionSequence = null;
        }

        row.State = state;
        await db.SaveChangesAsync(ct);
        if (visible)
            row.FirstVisibleAt ??= now;
        await ArticleTies.CopyVisibilityAsync(db, row, visible, now, ct);
        await db.SaveChangesAsync(ct);
        if (!touched)
            return;
        var scopes = await ArticleTies.ScopesAsync(db, row.Id, ct);
        await archives.SettleAsync(db, row, scopes, now, ct);
        await ScopeVersions.TouchAsync(db, [.. scopes.Union(former)], now, ct);
        await SearchIndex.SettleAsync(db, row, ct);
        // Only a revision can have moved it, and says where it was.
        var shownBefore = former.Count > 0 ? former : scopes;
        await ScopeVersions.CountAsync(db, wasVisible ? shownBefore : [], visible ? scopes : [], ct);
        if (visible)
            await TakeSequencesAsync(db, row, ct);
    }

    // A new article has nothing to compare with and nothing to look for: everything of it is at hand, and is written once.
    private async Task ShowAsync(
        PublicationDb db,
        ArticleRow row,
        ArticleContent content,
        string text,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var scopes = ArticleTies.ScopesOf(content);
        await archives.AppendAsync(db, row, content.BodyHtml, scopes, now, ct);
        await ScopeVersions.TouchAsync(db, scopes, now, ct);
        await ScopeVersions.CountAsync(db, [], scopes, ct);
        if (content.Announce)
            await SearchIndex.AddAsync(
                db,
                row,
                text,
                ArticleTies.AuthorsOf(content).Select(author => author.Name),
                ArticleTies.TagsOf(content).Select(tag => tag.Name),
                ct
            );
        else
            await SearchBacklog.AddAsync(db, row.Id, ct);
    }

    private static async Task AddMembershipsAsync(PublicationDb db, ArticleRow row, ArticleContent content, CancellationToken ct)
    {
        var sections = ArticleTies.SectionsOf(content);
        var isVisible = row.State is ArticleState.Visible;
        var before = isVisible ? await Sequences.TakeAsync(db, sections.Count, ct) - sections.Count : 0;
        await NewRows.AddAsync(
            db,
            [
                .. sections.Select(
                    (section, index) =>
                        new MembershipRow
                        {
                            Article = row.Id,
                            Section = section,
                            Sequence = isVisible ? before + 1 + index : null,
                            Visible = isVisible,
                            PublishedAt = row.PublishedAt,
                        }
                ),
            ],
            ct
        );
    }

    // Readers' marks may have passed an article while it was out of sight, or was no news: back again, it is new to whoever does not have it.
    private static async Task ForgetSequencesAsync(PublicationDb db, ArticleId id, CancellationToken ct)
    {
        foreach (var membership in await db.Set<MembershipRow>().Where(found => found.Article == id).ToListAsync(ct))
            membership.Sequence = null;
    }

    private static async Task TakeSequencesAsync(PublicationDb db, ArticleRow row, CancellationToken ct)
    {
        var fresh = await db.Set<MembershipRow>().Where(found => found.Article == row.Id && found.Sequence == null).ToListAsync(ct);
        var corrected = row is { CorrectionRevision: not null, CorrectionSequence: null };
        var count = fresh.Count + (corrected ? 1 : 0);
        if (count == 0)
            return;
        var last = await Sequences.TakeAsync(db, count, ct);
        foreach (var (membership, index) in fresh.Select((membership, index) => (membership, index)))
            membership.Sequence = last - count + 1 + index;
        if (corrected)
            row.CorrectionSequence = last;
        await db.SaveChangesAsync(ct);
    }

    private static void Apply(ArticleRow row, ArticleContent content, string text, DateTimeOffset changedAt)
    {
        row.Title = content.Title;
        row.Summary = content.SummaryOrStart(() => text);
        row.WordCount = PlainText.CountWords(text);
        row.Url = content.Url;
        row.Language = content.Language;
        row.Section = content.Section;
        row.Image = content.Image;
        row.Enclosures = [.. content.Enclosures];
        row.Announce = content.Announce;
        row.PublishedAt = content.PublishedAt ?? row.PublishedAt;
        row.ExpiresAt = content.ExpiresAt;
        // An article that comes with its correction does not say since when it has it.
        if (row.Correction != content.Correction)
        {
            var made = content.Correction is not null && row.Revision > 0;
            row.CorrectedAt = made ? content.UpdatedAt ?? changedAt : null;
            row.CorrectionRevision = made ? row.Revision + 1 : null;
            row.CorrectionSequence = null;
        }

        row.Correction = content.Correction;
        var updated = content.UpdatedAt ?? changedAt;
        row.UpdatedAt = updated < row.PublishedAt ? row.PublishedAt : updated;
    }

    private static RevisionRow Revision(ArticleRow row, ArticleContent content, DateTimeOffset now) =>
        new()
        {
            Article = row.Id,
            Number = ++row.Revision,
            Title = row.Title,
            Summary = row.Summary,
            BodyHtml = content.BodyHtml,
            Correction = row.Correction,
            RecordedAt = now,
        };
}
