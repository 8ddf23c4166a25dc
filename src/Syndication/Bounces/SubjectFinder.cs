using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>
/// Finds whom a report is about: by a token that we made, in an address that it came to or in a Message-ID that it returns, or by the number
/// that a relay gave, from that relay. Never by an address in its text.
/// </summary>
internal sealed class SubjectFinder(MessageTokens tokens)
{
    private const int MostTokens = 20;

    /// <summary>Finds it.</summary>
    /// <returns>The subject, or why there is none: <see cref="ReportOutcome.Unknown"/> or <see cref="ReportOutcome.Contradictory"/>.</returns>
    public async Task<(ReportSubject? Subject, ReportOutcome Outcome)> FindAsync(
        PublicationDb db,
        ReturnedReport report,
        CancellationToken ct
    )
    {
        var rows = await ByTokensAsync(db, report.Tokens, ct);
        var isByQueue = rows.Count == 0 && report.Queue is not null;
        if (isByQueue)
            rows = await ByQueueAsync(db, report.Queue!, ct);
        if (rows.Count != 1)
            return (null, rows.Count == 0 ? ReportOutcome.Unknown : ReportOutcome.Contradictory);
        var row = rows[0];
        if (await db.Set<Subscriber>().SingleOrDefaultAsync(one => one.Number == row.Recipient, ct) is not { } reader)
            return (null, ReportOutcome.Unknown);
        var (address, isOwn) = await AddressAsync(db, row, reader, ct);
        return (new ReportSubject(row, reader, address, isOwn, isByQueue), ReportOutcome.Applied);
    }

    private async Task<List<Message>> ByTokensAsync(PublicationDb db, IReadOnlyList<string> candidates, CancellationToken ct)
    {
        var rows = new List<Message>();
        foreach (var token in candidates.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTokens))
        {
            if (await tokens.FindAsync(db, token, ct) is { } row && rows.TrueForAll(known => known.Id != row.Id))
                rows.Add(row);
        }

        return rows;
    }

    private static async Task<List<Message>> ByQueueAsync(PublicationDb db, QueueName queue, CancellationToken ct)
    {
        // A relay may use its numbers again: then they name nobody.
        var (ids, relay) = (queue.Ids, queue.Relay);
        return await db.Set<Message>()
            .Where(row =>
                db.Set<Attempt>()
                    .Where(attempt =>
                        attempt.Outcome == AttemptOutcome.Accepted && attempt.QueueId != null && ids.Contains(attempt.QueueId)
                    )
                    .Where(attempt => relay == "" || attempt.Relay == relay)
                    .Select(attempt => attempt.Message)
                    .Contains(row.Id)
            )
            .Take(2)
            .ToListAsync(ct);
    }

    private static async Task<(string? Address, bool IsOwn)> AddressAsync(
        PublicationDb db,
        Message row,
        Subscriber reader,
        CancellationToken ct
    )
    {
        if (row.Stream is MessageStream.Transactional)
        {
            var mail = await db.Set<TransactionalMail>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == row.Group, ct);
            if (mail?.Kind is TransactionalKind.Move)
                return (mail.Address, false);
        }

        var (id, since) = (reader.Id, row.CreatedAt);
        var hasMoved = await db.Set<ConsentEvent>()
            .AnyAsync(one => one.Subscriber == id && one.What == ConsentAct.AddressChanged && one.At >= since, ct);
        return (hasMoved ? null : reader.Email, true);
    }
}
