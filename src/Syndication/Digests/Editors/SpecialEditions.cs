using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Digests.Editors;

/// <summary>
/// Queues special editions: to each active reader who follows the section at any cadence those of the articles that the reader does not
/// have, after the reader's quiet hours. Marks stay: what came in a special edition is left out of the next digest because it was received.
/// </summary>
internal sealed partial class SpecialEditions(
    Database database,
    IssueStore issues,
    PlanWriter writer,
    IOptions<DigestOptions> options,
    TimeProvider clock,
    ILogger<SpecialEditions> logger
)
{
    // Readers whose plan moved while they were looked at are looked at again; who then is still missing gets the articles by digest.
    private const int MostPasses = 3;

    /// <summary>The latest, newest first.</summary>
    public Task<List<SpecialEdition>> LatestAsync(int count, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<SpecialEdition>().OrderByDescending(one => one.Id).Take(count).ToListAsync(token), ct);

    /// <summary>Those that wait to be queued, the oldest first.</summary>
    public Task<List<SpecialEdition>> WaitingAsync(CancellationToken ct) =>
        database.ReadAsync(
            (db, token) => db.Set<SpecialEdition>().Where(one => one.QueuedAt == null).OrderBy(one => one.Id).ToListAsync(token),
            ct
        );

    /// <summary>What one reader would get of it.</summary>
    /// <param name="edition">Which.</param>
    /// <param name="reader">An active reader who follows the section and is not in quiet hours.</param>
    /// <param name="given">What the reader has beside what the ledger knows.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null: the reader has all of it.</returns>
    public async Task<IssueDraft?> DraftAsync(
        SpecialEdition edition,
        Subscriber reader,
        IReadOnlySet<ArticleId> given,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var revisions = await RevisionsAsync(edition, ct);
        var held = (await HeldAsync(edition, [reader], ct)).GetValueOrDefault(reader.Number) ?? [];
        return DraftOf(edition, reader, revisions, id => given.Contains(id) || held.ContainsKey(id), at);
    }

    /// <summary>Stores one, to be queued by the next minute.</summary>
    public Task AddAsync(SpecialEdition edition, CancellationToken ct) =>
        database.WriteAsync(
            (db, _) =>
            {
                db.Add(edition);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Queues those that wait. Safe to run again, and at once on several nodes: who has the articles is passed over.</summary>
    /// <returns>How many messages were queued.</returns>
    public async Task<int> QueueAsync(CancellationToken ct)
    {
        var total = 0;
        foreach (var edition in await WaitingAsync(ct))
        {
            try
            {
                total += await QueueAsync(edition, ct);
            }
            catch (Exception fault) when (fault is TemplateFaultException or RegexMatchTimeoutException)
            {
                LogNotRendered(fault, edition.PublicId);
            }
        }

        return total;
    }

    private async Task<int> QueueAsync(SpecialEdition edition, CancellationToken ct)
    {
        var (queued, pass) = (0, default(Pass));
        for (var number = 0; number < MostPasses; number++)
        {
            pass = await PassAsync(edition, ct);
            queued += pass.Queued;
            if (pass.Queued == 0)
                break;
        }

        DateTimeOffset? now = clock.GetUtcNow();
        var done = pass.Quiet && !edition.IsOver(now.Value) ? null : now;
        await database.WriteAsync(
            (db, token) =>
                db.Set<SpecialEdition>()
                    .Where(one => one.Id == edition.Id)
                    .ExecuteUpdateAsync(
                        change => change.SetProperty(one => one.PassedAt, now).SetProperty(one => one.QueuedAt, done),
                        token
                    ),
            ct
        );
        if (queued > 0 || done is not null)
            LogQueued(edition.PublicId, queued);
        return queued;
    }

    private async Task<Pass> PassAsync(SpecialEdition edition, CancellationToken ct)
    {
        var revisions = await RevisionsAsync(edition, ct);
        var made = new Dictionary<string, PlannedIssue>(StringComparer.Ordinal);
        var (pass, last, now) = (default(Pass), long.MinValue, clock.GetUtcNow());
        while (true)
        {
            var after = last;
            var chunk = await database.ReadAsync((db, token) => FollowersAsync(db, edition, after, token), ct);
            if (chunk.Count == 0)
                return pass;
            last = chunk[^1].Number;
            var readers = chunk.FindAll(reader => !IsKnown(reader.Zone) || QuietHours.EndOf(reader, now) is null);
            var held = await HeldAsync(edition, readers, ct);
            var planned = new List<PlannedReader>(readers.Count);
            foreach (var reader in readers)
            {
                var has = held.GetValueOrDefault(reader.Number) ?? [];
                if (DraftOf(edition, reader, revisions, has.ContainsKey, now) is not { } draft)
                    continue;
                var key = Convert.ToHexString(issues.SharingKey(draft));
                if (!made.TryGetValue(key, out var issue))
                    made[key] = issue = await issues.EnsureAsync(draft, edition, ct);
                if (issue.Id is not null)
                    planned.Add(new PlannedReader(reader.Number, reader.PlanVersion, issue.Id, []));
            }

            pass = new Pass(pass.Queued + await writer.WriteAsync(planned, ct), pass.Quiet || readers.Count < chunk.Count);
        }
    }

    private Task<Dictionary<ArticleId, int>> RevisionsAsync(SpecialEdition edition, CancellationToken ct)
    {
        var ids = edition.Matter.Leads;
        return database.ReadAsync(
            (db, token) =>
                db.Set<ArticleRow>()
                    .Where(row => ids.Contains(row.Id) && row.State == ArticleState.Visible && row.Announce)
                    .ToDictionaryAsync(row => row.Id, row => row.Revision, token),
            ct
        );
    }

    // Hand-written, because EF cannot compare a subscriber's number with a subscription's id.
    private Task<List<Subscriber>> FollowersAsync(PublicationDb db, SpecialEdition edition, long after, CancellationToken ct) =>
        db.Set<Subscriber>()
            .FromSql(
                $"""
                SELECT r.* FROM "Subscribers" AS r WHERE r."Number" > {after} AND r."State" = {(int)SubscriberState.Active}
                AND EXISTS (SELECT 1 FROM "Subscriptions" AS s WHERE s."Subscriber" = r."Number" AND s."Section" = {edition.Section.Value}
                    AND s."Cadence" <> {(int)Cadence.Off})
                AND (r."QuietFrom" IS NOT NULL OR {edition.PassedAt == null})
                ORDER BY r."Number" LIMIT {options.Value.ChunkSize}
                """
            )
            .ToListAsync(ct);

    private async Task<Dictionary<long, Dictionary<ArticleId, HeldArticle>>> HeldAsync(
        SpecialEdition edition,
        List<Subscriber> readers,
        CancellationToken ct
    )
    {
        var received = new Received(database);
        return await received.FirstIssueAsync(edition.Matter.Leads, ct) is { } first
            ? await received.HeldAsync(readers.ConvertAll(reader => reader.Number), first, ct)
            : [];
    }

    private static IssueDraft? DraftOf(
        SpecialEdition edition,
        Subscriber reader,
        Dictionary<ArticleId, int> revisions,
        Func<ArticleId, bool> has,
        DateTimeOffset at
    )
    {
        var articles = edition
            .Matter.Leads.Where(id => revisions.ContainsKey(id) && !has(id))
            .Select(id => new DraftArticle(id, revisions[id], edition.Section))
            .ToList();
        if (articles.Count == 0)
            return null;
        var zone = IsKnown(reader.Zone) ? TimeZoneInfo.FindSystemTimeZoneById(reader.Zone) : TimeZoneInfo.Utc;
        return new IssueDraft
        {
            Sections = [edition.Section],
            Articles = articles,
            Total = articles.Count,
            After = 0,
            Format = reader.Format,
            Layout = reader.Layout,
            Language = reader.Language,
            Date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime),
        };
    }

    private static bool IsKnown(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Information, Message = "Special edition {Edition}: {Messages} messages queued")]
    private partial void LogQueued(string edition, int messages);

    [LoggerMessage(
        EventId = 6006,
        Level = LogLevel.Error,
        Message = "Special edition {Edition} cannot be rendered: it is left for the next minute"
    )]
    private partial void LogNotRendered(Exception fault, string edition);

    /// <summary>What came of looking at all readers once.</summary>
    /// <param name="Queued">Messages.</param>
    /// <param name="Quiet">Whether some are left for the end of their quiet hours.</param>
    private readonly record struct Pass(int Queued, bool Quiet);
}
