using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Storage;

namespace Syndication.Bounces;

/// <summary>Which mails to a reader arrived, as far as anybody can know: the relay took them and no report says otherwise.</summary>
internal static class Arrivals
{
    /// <summary>
    /// Whether a digest arrived between the last one of a reader's that failed before this message, and this message. They are told apart by
    /// the order in which they were queued, not by when a report was read: reports of what could not be delivered for days come late. One that
    /// comes later than the next one's is an arrival until then, which is in the reader's favour.
    /// </summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="message">The one that failed now.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<bool> AnyBeforeAsync(PublicationDb db, Message message, CancellationToken ct)
    {
        var (id, reader) = (message.Id, message.Recipient);
        var failed = db.Set<BounceReport>()
            .Where(report => report.Reader == reader && report.Message != null)
            .Where(report => report.Class == ReturnClass.Soft || report.Class == ReturnClass.Hard);
        var counted = failed.Where(report => report.Message < id && !ReasonRules.NeverAloneWords.Contains(report.Reason));
        if (await counted.MaxAsync(report => report.Message, ct) is not { } last)
            return false;
        return await db.Set<Message>()
            .Where(row => row.Stream == MessageStream.Digest && row.Recipient == reader && row.State == MessageState.Sent)
            .AnyAsync(row => row.Id > last && row.Id < id && !failed.Any(report => report.Message == row.Id), ct);
    }
}
