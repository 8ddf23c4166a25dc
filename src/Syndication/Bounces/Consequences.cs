using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>What follows from a report whose subject is known, in the caller's transaction.</summary>
internal sealed class Consequences(Suppressions suppressions, Departures departures, IOptions<BouncesOptions> options, TimeProvider clock)
{
    /// <summary>Does what follows.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="kind">What came back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    public Task ApplyAsync(PublicationDb db, ReportSubject subject, ReturnClass kind, BounceReason reason, CancellationToken ct) =>
        kind switch
        {
            ReturnClass.Complaint => ComplainAsync(db, subject, ct),
            ReturnClass.Hard when subject.Address is { } address => SuppressAsync(db, address, SuppressionReason.NoSuchMailbox, ct),
            ReturnClass.Soft when subject.Address is { } address && !ReasonRules.NeverAlone(reason) => CountAsync(
                db,
                subject.Message,
                address,
                ct
            ),
            _ => Task.CompletedTask,
        };

    private async Task ComplainAsync(PublicationDb db, ReportSubject subject, CancellationToken ct)
    {
        if (subject.IsOwn && subject.Reader.State is not SubscriberState.Unsubscribed)
            await departures.LeaveAsync(db, subject.Reader, ConsentManner.Complaint, subject.Message.Group, ct);
        if (subject.Address is { } address)
            await SuppressAsync(db, address, SuppressionReason.Complaint, ct);
    }

    private async Task CountAsync(PublicationDb db, Message message, string address, CancellationToken ct)
    {
        var hash = suppressions.Hash(address);
        var row = await db.Set<BounceScore>().SingleOrDefaultAsync(score => score.Address == hash, ct);
        var before = row is null ? default : new SoftRun(row.Score, row.Days, row.At);
        var hasArrived = row is not null && await Arrivals.AnyBeforeAsync(db, message, ct);
        var run = before.After(clock.GetUtcNow(), options.Value.SoftHalfLife, hasArrived);
        if (run.IsEnough(options.Value.SoftDays))
        {
            await SuppressAsync(db, address, SuppressionReason.KeepsFailing, ct);
            return;
        }

        if (row is null)
            db.Add(row = new BounceScore { Address = hash });
        (row.Score, row.Days, row.At) = (run.Score, run.Days, run.At);
    }

    // Whoever is lifted from the list begins anew.
    private async Task SuppressAsync(PublicationDb db, string address, SuppressionReason reason, CancellationToken ct)
    {
        var hash = suppressions.Hash(address);
        await db.Set<BounceScore>().Where(score => score.Address == hash).ExecuteDeleteAsync(ct);
        await suppressions.AddAsync(db, address, reason, ct);
    }
}
