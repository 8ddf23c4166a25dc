using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>Forgets what reports said of a reader. That a message came back stays, for the figures, and so that it counts once.</summary>
internal sealed class BounceErasure(Suppressions suppressions) : IReaderErasure
{
    /// <inheritdoc/>
    public async Task EraseAsync(PublicationDb db, SubscriberId reader, CancellationToken ct)
    {
        var number = reader.Value;
        await db.Set<BounceReport>()
            .Where(report => report.Reader == number)
            .ExecuteUpdateAsync(
                change => change.SetProperty(report => report.Reader, (long?)null).SetProperty(report => report.Content, (byte[]?)null),
                ct
            );
        if (await db.Set<Subscriber>().AsNoTracking().SingleOrDefaultAsync(one => one.Number == number, ct) is not { } known)
            return;
        var address = suppressions.Hash(known.Email);
        await db.Set<BounceScore>().Where(score => score.Address == address).ExecuteDeleteAsync(ct);
    }
}
