using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>
/// Calls a reader's digests back, and sees to it that what was in them comes again with the next tick: marks and slots have passed it, and the
/// next slot may be a month away.
/// </summary>
internal sealed class CalledBack(Ledger ledger, IIssueContents contents)
{
    /// <summary>Why digests are called back that come again.</summary>
    public const string PlanChanged = "the plan was changed";

    /// <inheritdoc cref="PlanChanged"/>
    public const string Left = "the reader left";

    /// <summary>Calls back what is not yet on its way to a reader.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="reader">Whose.</param>
    /// <param name="why"><see cref="PlanChanged"/> or <see cref="Left"/>.</param>
    /// <param name="ct">Cancels.</param>
    public Task CallBackAsync(PublicationDb db, Subscriber reader, string why, CancellationToken ct) =>
        ledger.CancelOpenAsync(db, MessageStream.Digest, reader.Number, why, ct);

    /// <summary>Makes due, out of turn, what no issue has brought since it was called back. Sections whose mail was not called back keep their slots.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="reader">Tracked; with the new plan and state, and with the slots that follow from them.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Cancels.</param>
    public async Task HastenAsync(PublicationDb db, Subscriber reader, DateTimeOffset now, CancellationToken ct)
    {
        // The issue that catches up after a pause brings this too.
        if (reader.State is not SubscriberState.Active || reader.CatchUpAt > now)
            return;
        var issues = await IssuesAsync(db, reader, now, ct);
        if (issues.Count == 0)
            return;
        var places = (await contents.PlacesAsync(db, issues, ct)).ToLookup(place => place.Section, place => place.Sequence);
        var wanted = (await PlanRows.RowsAsync(db, reader, ct)).FindAll(row =>
            row.Cadence is not Cadence.Off && places[row.Section].Any(sequence => sequence > row.From)
        );

        // One section that is due brings all that was called back: those that will have it as news are left to their slots, if they can be.
        var passed = wanted.FindAll(row => places[row.Section].Any(sequence => sequence > row.From && sequence <= row.Mark));
        foreach (var row in passed.Count > 0 ? passed : wanted)
            (row.NextSlot, row.NextDueAt) = (null, now);
    }

    // Also what an earlier change called back, where no tick came between the two. A clock that was turned back must not hide it.
    private static Task<List<long>> IssuesAsync(PublicationDb db, Subscriber reader, DateTimeOffset now, CancellationToken ct)
    {
        var number = reader.Number;
        DateTimeOffset? since = new[] { reader.LastIssueAt, reader.ConfirmedAt }.Max() is { } last && last < now ? last : now;
        return db.Set<Message>()
            .Where(message => message.Stream == MessageStream.Digest && message.Recipient == number)
            .Where(message => message.State == MessageState.Cancelled && message.Doubts == 0 && message.DoneAt >= since)
            .Where(message => message.LastReply == PlanChanged || message.LastReply == Left)
            .Select(message => message.Group)
            .ToListAsync(ct);
    }
}
