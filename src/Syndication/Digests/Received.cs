using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>Who has what: read from the ledger, for a chunk of readers at a time.</summary>
internal sealed class Received(Database database)
{
    private readonly Dictionary<(long Issue, int Version), IReadOnlyList<(ArticleId Article, int Revision)>> contents = [];

    /// <summary>The first issue that any of the articles was in, or null: no message before it can hold one of them.</summary>
    public Task<long?> FirstIssueAsync(IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) => db.Set<IssueArticle>().Where(row => articles.Contains(row.Article)).MinAsync(row => (long?)row.Issue, token),
            ct
        );

    /// <summary>Per reader, the articles in messages that were or may yet be accepted: those must not be selected.</summary>
    /// <remarks>A message that was ever in doubt may have been, however it ended.</remarks>
    /// <param name="readers">Their numbers.</param>
    /// <param name="first">Only messages of this issue and later ones matter.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Dictionary<long, Dictionary<ArticleId, HeldArticle>>> HeldAsync(
        IReadOnlyCollection<long> readers,
        long first,
        CancellationToken ct
    )
    {
        var messages = await database.ReadAsync((db, token) => Bound(Holding(db, readers, first)).ToListAsync(token), ct);
        var newest = await NewestVersionsAsync([.. messages.Select(message => message.Issue).Distinct()], ct);
        var versions = messages.ConvertAll(message => (message.Issue, message.Fixed ?? newest[message.Issue]));
        await ReadContentsAsync(versions, ct);
        var held = new Dictionary<long, Dictionary<ArticleId, HeldArticle>>();
        foreach (var (message, version) in messages.Zip(versions))
        {
            if (!held.TryGetValue(message.Reader, out var articles))
                held[message.Reader] = articles = [];
            foreach (var (article, revision) in contents[version])
            {
                var had = new HeldArticle(message.Settled ? revision : 0, !message.Settled);
                articles[article] = articles.TryGetValue(article, out var known) ? known.And(had) : had;
            }
        }

        return held;
    }

    /// <summary>Per reader, the messages that ended without an acceptance and were never in doubt.</summary>
    public async Task<ILookup<long, EndedMessage>> EndedAsync(IReadOnlyCollection<long> readers, CancellationToken ct) =>
        (await database.ReadAsync((db, token) => Ended(db, readers).ToListAsync(token), ct)).ToLookup(message => message.Reader);

    /// <summary>The articles that were in any version of these issues.</summary>
    public async Task<ILookup<long, ArticleId>> EverInAsync(IReadOnlyCollection<long> issues, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            (db, token) =>
                db.Set<IssueArticle>()
                    .Where(row => issues.Contains(row.Issue))
                    .Select(row => new { row.Issue, row.Article })
                    .Distinct()
                    .ToListAsync(token),
            ct
        );
        return rows.ToLookup(row => row.Issue, row => row.Article);
    }

    /// <summary>Digests that were or may yet be accepted, of this issue and later ones.</summary>
    public static IQueryable<Message> Holding(PublicationDb db, IReadOnlyCollection<long> readers, long first) =>
        Ledger
            .OfRecipients(db, MessageStream.Digest, readers, first)
            .Where(message =>
                message.Doubts > 0
                || (
                    message.State != MessageState.Failed
                    && message.State != MessageState.Cancelled
                    && message.State != MessageState.Expired
                    && message.State != MessageState.Suppressed
                )
            );

    // A message that a relay may have is bound to the version that it was sent with; any other takes the newest.
    private static IQueryable<HoldingMessage> Bound(IQueryable<Message> messages) =>
        messages.Select(message => new HoldingMessage
        {
            Reader = message.Recipient,
            Issue = message.Group,
            Fixed =
                message.Doubts > 0 || message.State == MessageState.Sent || message.State == MessageState.Sending
                    ? message.VersionSent
                    : null,
            Settled = message.Doubts > 0 || message.State == MessageState.Sent,
        });

    // Its condition on the state is that of the index on ended messages, which are few.
    private static IQueryable<EndedMessage> Ended(PublicationDb db, IReadOnlyCollection<long> readers) =>
        from message in db.Set<Message>()
        where message.State == MessageState.Failed || message.State == MessageState.Cancelled || message.State == MessageState.Expired
        where message.Stream == MessageStream.Digest && EF.Parameter(readers).Contains(message.Recipient) && message.Doubts == 0
        join issue in db.Set<Issue>() on message.Group equals issue.Id
        select new EndedMessage(message.Recipient, issue.Id, message.CreatedAt, message.State == MessageState.Expired, issue.Date);

    private async Task<Dictionary<long, int>> NewestVersionsAsync(List<long> issues, CancellationToken ct) =>
        issues.Count == 0
            ? []
            : await database.ReadAsync(
                (db, token) =>
                    db.Set<Issue>()
                        .Where(issue => issues.Contains(issue.Id))
                        .ToDictionaryAsync(issue => issue.Id, issue => issue.Version, token),
                ct
            );

    private async Task ReadContentsAsync(IEnumerable<(long Issue, int Version)> versions, CancellationToken ct)
    {
        var missing = versions.Where(version => !contents.ContainsKey(version)).ToHashSet();
        if (missing.Count == 0)
            return;
        var issues = missing.Select(version => version.Issue).Distinct().ToList();
        var rows = await database.ReadAsync(
            (db, token) =>
                db.Set<IssueArticle>()
                    .Where(row => issues.Contains(row.Issue))
                    .Select(row => new
                    {
                        row.Issue,
                        row.Version,
                        row.Article,
                        row.Revision,
                    })
                    .ToListAsync(token),
            ct
        );
        var found = rows.ToLookup(row => (row.Issue, row.Version), row => (row.Article, row.Revision));
        foreach (var version in missing)
            contents[version] = [.. found[version]];
    }

    private sealed class HoldingMessage
    {
        public long Reader { get; init; }
        public long Issue { get; init; }
        public int? Fixed { get; init; }

        /// <summary>Whether it was accepted, or may have been.</summary>
        public bool Settled { get; init; }
    }
}

/// <summary>A digest that ended without an acceptance.</summary>
/// <param name="Reader">Whose.</param>
/// <param name="Issue">Which.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="IsExpired">Whether it was overdue past its freshness.</param>
/// <param name="Date">The local date that it shows.</param>
internal sealed record EndedMessage(long Reader, long Issue, DateTimeOffset CreatedAt, bool IsExpired, DateOnly Date);
