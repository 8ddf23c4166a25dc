using Microsoft.EntityFrameworkCore;
using Syndication.Bounces.Judging;
using Syndication.Delivery.Returns;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>Decides about a report and does what follows, in the caller's transaction; by whichever way and however often it comes, once.</summary>
internal sealed class ReportDesk(SubjectFinder finder, BounceStore store, Consequences consequences)
{
    /// <summary>Applies a report.</summary>
    public async Task<ReportOutcome> ApplyAsync(PublicationDb db, ReturnedReport report, CancellationToken ct)
    {
        if (report.IsGuess || report.Verdicts.All(verdict => verdict.Class is VerdictClass.NotBounce))
            return ReportOutcome.NoReport;
        if (report.Verdicts.All(verdict => ReasonRules.ClassOf(verdict) is null))
            return ReportOutcome.Nothing;
        if (await BounceStore.IsKnownAsync(db, report.Key, ct))
            return ReportOutcome.Repeated;
        var (subject, outcome) = await finder.FindAsync(db, report, ct);
        if (subject is null)
            return outcome;
        var verdict = ReasonRules.Of(report.Verdicts, subject.Address ?? "");
        var names = subject.Address is null || string.IsNullOrWhiteSpace(verdict.Recipient) || ReasonRules.Names(verdict, subject.Address);

        // A relay's number has no key in it: what it is said of must be right too.
        if (!names && subject.IsByQueue)
            return ReportOutcome.Unknown;
        if (!names && await IsAnotherReadersAsync(db, verdict.Recipient!, subject, ct))
            return ReportOutcome.Contradictory;
        if (KindOf(verdict, names) is not { } kind)
            return ReportOutcome.Nothing;
        if (await BounceStore.IsKnownAsync(db, subject.Message.Id, kind, ct))
            return ReportOutcome.Repeated;
        store.Add(db, report, subject, kind, verdict.ReasonWord, verdict.Status);
        await consequences.ApplyAsync(db, subject, kind, verdict.Reason, ct);

        // The next report of the same transaction looks for it in the store.
        await db.SaveChangesAsync(ct);
        return ReportOutcome.Applied;
    }

    // Where the mailbox passed the mail on, it is another mailbox that is gone; or somebody has got hold of one token and tries another's name.
    private static ReturnClass? KindOf(Verdict verdict, bool names) =>
        ReasonRules.ClassOf(verdict) switch
        {
            ReturnClass.Hard when !names => ReturnClass.Soft,
            var kind => kind,
        };

    private static async Task<bool> IsAnotherReadersAsync(PublicationDb db, string recipient, ReportSubject subject, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(recipient.Trim('<', '>', ' '), out var address, out _))
            return false;
        var (key, own) = (address.Key, subject.Reader.Number);
        return await db.Set<Subscriber>().AnyAsync(reader => reader.EmailKey == key && reader.Number != own, ct);
    }
}
