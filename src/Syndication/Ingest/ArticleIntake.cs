using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest.Boilerplate;
using Syndication.Ingest.Pictures;
using Syndication.Ingest.Sameness;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest;

/// <summary>Stores what was read, and recognises what came before: article and identity change in one transaction.</summary>
/// <remarks>
/// An article is recognised by its source's id, then by its canonical address, then by its text (<see cref="KnownArticles"/>), and only here,
/// on the way in: what was stored as two articles stays two. Of several sources one owns the text (<see cref="Ownership"/>).
/// </remarks>
internal sealed class ArticleIntake(ArticlePublisher publisher, SectionStore sections, PictureStore pictures, TimeProvider clock)
{
    /// <summary>Everything of the publication that readings depend on.</summary>
    public async Task<ReadingContext> ContextAsync(CancellationToken ct) =>
        new(await sections.AllAsync(ct), await sections.AllAuthorsAsync(ct));

    /// <summary>Adds the article, or revises the one that this or another source already gave. Safe to run again: the same content changes nothing.</summary>
    /// <remarks>A withdrawn article comes back by the API alone. What is older, by its source's word, than what the source sent before changes nothing.</remarks>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">The way in.</param>
    /// <param name="externalId">What the source calls it, of any length (<see cref="ExternalIds"/>).</param>
    /// <param name="reading">With content.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Stored> StoreAsync(PublicationDb db, string source, string externalId, Reading reading, CancellationToken ct)
    {
        (source, externalId) = (ExternalIds.Bounded(source), ExternalIds.Bounded(externalId));
        var given = reading.Content ?? throw new ArgumentException("A reading with faults cannot be stored.", nameof(reading));
        var (incoming, removed) = await IncomingAsync(db, source, externalId, reading, given, ct);
        // Copies of one article come in one transaction as well: what is looked up has to be where it is looked for.
        await db.SaveChangesAsync(ct);
        var seen = await SeenAsync(db, incoming, ct);
        var stored =
            seen.HasFlag(Seen.Id) && await FindAsync(db, source, externalId, ct) is { } known
                ? await StoreKnownAsync(db, known, incoming, ct)
            : await RecogniseAsync(db, incoming, seen, ct) is { } found ? await AttachAsync(db, found, incoming, ct)
            : await CreateAsync(db, incoming, ct);
        // What is unchanged was noted before, or its picture is not the one that readers see.
        if (stored.Outcome is not IntakeOutcome.Unchanged)
            await pictures.NoteAsync(db, stored.Article, incoming.Content, isNew: stored.Outcome is IntakeOutcome.Created, ct);
        return stored with { Cleaned = removed };
    }

    /// <summary>
    /// Takes back what a source took back: the article, where readers see this source's text; else only the source is forgotten.
    /// </summary>
    /// <returns>Null where the source gave nothing of that id; false where readers see the article as before.</returns>
    public async Task<bool?> WithdrawAsync(PublicationDb db, string source, string externalId, CancellationToken ct)
    {
        if (await FindAsync(db, source, externalId, ct) is not { } known)
            return null;
        if (!known.IsOwner && await db.Set<ArticleSource>().AnyAsync(other => other.Article == known.Article && other.IsOwner, ct))
        {
            db.Remove(known);
            return false;
        }

        await publisher.WithdrawAsync(db, known.Article, ct);
        return true;
    }

    /// <summary>Brings back what was withdrawn, on the word of the source whose text readers saw; on another's nothing happens.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">The way in.</param>
    /// <param name="externalId">What the source calls it; it was stored under it just now.</param>
    /// <param name="reading">With content, of which is news what was.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it is back.</returns>
    public async Task<bool> BringBackAsync(PublicationDb db, string source, string externalId, Reading reading, CancellationToken ct)
    {
        if (reading.Content is not { } content || await FindAsync(db, source, externalId, ct) is not { IsOwner: true } known)
            return false;
        var row = await db.Set<ArticleRow>().SingleAsync(article => article.Id == known.Article, ct);
        if (row.State is not ArticleState.Withdrawn)
            return false;
        var (incoming, _) = await IncomingAsync(db, source, externalId, reading, content, ct);
        var isBack = await publisher.ReviseAsync(db, row.Id, incoming.Content with { Announce = reading.Announce ?? row.Announce }, ct);
        await pictures.NoteAsync(db, row.Id, incoming.Content, isNew: false, ct);
        await KeepPrintAsync(db, row, incoming, ct);
        return isBack;
    }

    /// <summary>Lets others own what a source owns, which is not read any more: the next copy of each article does.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">The way in.</param>
    /// <param name="most">Most articles in this transaction.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many it let go; fewer than <paramref name="most"/>: no more are left.</returns>
    public static Task<int> ReleaseAsync(PublicationDb db, string source, int most, CancellationToken ct)
    {
        source = ExternalIds.Bounded(source);
        return db.Set<ArticleSource>()
            .Where(owner => owner.Source == source && owner.IsOwner)
            .OrderBy(owner => owner.ExternalId)
            .Take(most)
            .ExecuteUpdateAsync(set => set.SetProperty(owner => owner.IsOwner, false), ct);
    }

    /// <summary>The identity that a source gave, or null; an id or source of any length.</summary>
    public static async Task<ArticleSource?> FindAsync(PublicationDb db, string source, string externalId, CancellationToken ct) =>
        await db.Set<ArticleSource>().FindAsync([ExternalIds.Bounded(source), ExternalIds.Bounded(externalId)], ct);

    private static async Task<(IncomingCopy Copy, IReadOnlyList<string> Removed)> IncomingAsync(
        PublicationDb db,
        string source,
        string externalId,
        Reading reading,
        ArticleContent given,
        CancellationToken ct
    )
    {
        var trimmed = await BoilerplateRules.ApplyAsync(db, source, given.BodyHtml, ct);
        var content = await PictureStore.CompleteAsync(db, given with { BodyHtml = trimmed.Html }, ct);
        return (new IncomingCopy(source, externalId, reading, content), trimmed.Removed);
    }

    private async Task<Stored> CreateAsync(PublicationDb db, IncomingCopy incoming, CancellationToken ct)
    {
        var article = await publisher.AddAsync(db, incoming.Content, ct);
        var row = incoming.Row(article.Id);
        row.IsOwner = true;
        await NewRows.AddOneAsync(db, row, ct);
        await PrintIndex.AddNewAsync(db, article.Id, article.PublishedAt, incoming.Copy, ct);
        await BoilerplateCounts.AddAsync(db, incoming.Source, article.Id, incoming.Body.Blocks, ct);
        return new Stored(article.Id, IntakeOutcome.Created);
    }

    private async Task<Stored> StoreKnownAsync(PublicationDb db, ArticleSource known, IncomingCopy incoming, CancellationToken ct)
    {
        // A date that is still to come was a mistake, or nothing would ever be newer.
        if (incoming.Source != ArticleSource.Api && incoming.ChangedAt < known.UpdatedAt && known.UpdatedAt <= clock.GetUtcNow())
            return new Stored(known.Article, IntakeOutcome.Unchanged) { Note = "older than what came before, which stays" };
        var isOther = known.Fingerprint != incoming.Fingerprint;
        incoming.Update(known);
        return await StoreAgainAsync(db, known, incoming, isNew: false, isOther ? null : false, ct);
    }

    private async Task<Stored> AttachAsync(PublicationDb db, Recognition found, IncomingCopy incoming, CancellationToken ct)
    {
        var row = db.Add(incoming.Row(found.Article)).Entity;
        var stored = await StoreAgainAsync(db, row, incoming, isNew: true, found.IsFuller, ct);
        await PrintIndex.AddAsync(db, found.Article, incoming.Copy, ct);
        return stored;
    }

    private async Task<Stored> StoreAgainAsync(
        PublicationDb db,
        ArticleSource source,
        IncomingCopy incoming,
        bool isNew,
        bool? isFuller,
        CancellationToken ct
    )
    {
        var row = await db.Set<ArticleRow>().SingleAsync(article => article.Id == source.Article, ct);
        var others = await db.Set<ArticleSource>()
            .Where(other => other.Article == row.Id && !(other.Source == source.Source && other.ExternalId == source.ExternalId))
            .ToListAsync(ct);
        var isMore =
            others.Count > 0
            && !source.IsOwner
            && ((row.State is ArticleState.Draft && !incoming.Content.Draft) || (isFuller ?? await IsFullerAsync(db, row, incoming, ct)));
        if (!Ownership.IsOf(source, others, isNew, isMore))
            return new Stored(row.Id, IntakeOutcome.Unchanged)
            {
                Note = $"given by {others.Find(other => other.IsOwner)?.Source ?? ArticleSource.Api} before, whose text stays",
            };
        others.ForEach(other => other.IsOwner = false);
        source.IsOwner = true;
        // Files lie where they lie when what they say is taken back; only the newsroom's own word brings it to readers again.
        if (row.State is ArticleState.Withdrawn && source.Source != ArticleSource.Api)
            return new Stored(row.Id, IntakeOutcome.Unchanged) { Note = "it was withdrawn and stays so" };
        // An archive must not become news, nor news an archive, because it was read again, or by another way.
        var isOwnWord = !isNew || source.Source == ArticleSource.Api;
        var content = incoming.Content with { Announce = (isOwnWord ? incoming.Reading.Announce : null) ?? row.Announce };
        var isRevised = await publisher.ReviseAsync(db, row.Id, content, ct);
        if (isRevised)
            await KeepPrintAsync(db, row, incoming, ct);
        return new Stored(row.Id, isRevised ? IntakeOutcome.Revised : IntakeOutcome.Unchanged);
    }

    // Nearly all that comes is new: one statement tells that there is nothing to read.
    private static async Task<Seen> SeenAsync(PublicationDb db, IncomingCopy incoming, CancellationToken ct)
    {
        await using var sources = new RowsCommand(db);
        var (source, id, print) = (
            sources.Value(RowsCommand.Text(incoming.Source)),
            sources.Value(RowsCommand.Text(incoming.ExternalId)),
            sources.Value(RowsCommand.Text(incoming.Fingerprint))
        );
        var found = await sources.NumbersAsync(
            $"""
            SELECT {(int)Seen.Id} WHERE EXISTS (SELECT 1 FROM "ArticleSources" WHERE "Source" = {source} AND "ExternalId" = {id})
            UNION ALL
            SELECT {(int)Seen.Text} WHERE EXISTS (SELECT 1 FROM "ArticleSources" WHERE "Source" = {source} AND "Fingerprint" = {print})
            """,
            ct
        );
        return found.Aggregate(Seen.Nothing, (seen, one) => seen | (Seen)one);
    }

    private async Task<Recognition?> RecogniseAsync(PublicationDb db, IncomingCopy incoming, Seen seen, CancellationToken ct) =>
        seen.HasFlag(Seen.Text) && await MovedAsync(db, incoming, ct) is { } moved ? new Recognition(moved, IsFuller: false)
        : await KnownArticles.FindAsync(db, incoming.Source, incoming.Copy, clock.GetUtcNow(), ct) is { } known
            ? new Recognition(known.Article, known.Comparison.IsFuller)
        : null;

    // The very same headline and text under another id: a file that was moved. A notice that is printed each week has other dates.
    private static async Task<ArticleId?> MovedAsync(PublicationDb db, IncomingCopy incoming, CancellationToken ct)
    {
        if (incoming.Source == ArticleSource.Api)
            return null;
        var (source, print) = (incoming.Source, incoming.Fingerprint);
        var same = await db.Set<ArticleSource>()
            .Where(found => found.Source == source && found.Fingerprint == print)
            .OrderByDescending(found => found.Article)
            .FirstOrDefaultAsync(ct);
        return same is null || !incoming.IsMoveOf(same) ? null : same.Article;
    }

    private static async Task<bool> IsFullerAsync(PublicationDb db, ArticleRow row, IncomingCopy incoming, CancellationToken ct)
    {
        var body = await db.Set<RevisionRow>()
            .Where(revision => revision.Article == row.Id && revision.Number == row.Revision)
            .Select(revision => revision.BodyHtml)
            .SingleAsync(ct);
        var known = new ArticleCopy { Title = TextWords.Of(row.Title), Body = TextWords.OfHtml(body) };
        return new CopyComparison(incoming.Copy, known).IsFuller;
    }

    private static Task KeepPrintAsync(PublicationDb db, ArticleRow row, IncomingCopy incoming, CancellationToken ct) =>
        PrintIndex.PutAsync(db, row.Id, row.PublishedAt, incoming.Copy, ct);

    /// <summary>What of a source's copy the same source gave before.</summary>
    [Flags]
    private enum Seen
    {
        Nothing = 0,
        Id = 1,
        Text = 2,
    }

    private sealed record Recognition(ArticleId Article, bool IsFuller);
}

/// <summary>An article that came in.</summary>
/// <param name="Article">Its identity.</param>
/// <param name="Outcome">What happened to it.</param>
internal sealed record Stored(ArticleId Article, IntakeOutcome Outcome)
{
    /// <summary>What the sender should know about it, one line; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What accepted rules of boilerplate took out of the text, one line each.</summary>
    public IReadOnlyList<string> Cleaned { get; init; } = [];
}

/// <summary>What an incoming article did to the store.</summary>
internal enum IntakeOutcome
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It was there and is changed.</summary>
    Revised,

    /// <summary>It was there, just like this, or is withdrawn, or another source's text of it stays.</summary>
    Unchanged,
}
