using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Returns;
using Syndication.Storage;

namespace Syndication.Delivery.Relays;

/// <summary>Deals out what relays that are being warmed up may take on a day, to all nodes from one row.</summary>
internal sealed class WarmUpStore(Database database, TimeProvider clock)
{
    /// <summary>The day in UTC.</summary>
    public int Today => DayOf(clock.GetUtcNow());

    /// <summary>Takes a part of a day's ceiling.</summary>
    /// <param name="relay">The relay's name.</param>
    /// <param name="first">The ceiling of its first day.</param>
    /// <param name="day">Today.</param>
    /// <param name="most">How much is asked for.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was left, up to <paramref name="most"/>.</returns>
    public Task<int> TakeAsync(string relay, int first, int day, int most, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var row = await db.Set<RelayDay>().SingleOrDefaultAsync(one => one.Relay == relay && one.Day == day, token);
                if (row is null)
                {
                    row = new RelayDay
                    {
                        Relay = relay,
                        Day = day,
                        Ceiling = await CeilingAsync(db, relay, first, day, token),
                    };
                    db.Add(row);
                }

                var taken = (int)Math.Clamp(row.Ceiling - row.Taken, 0, most);
                row.Taken += taken;
                return taken;
            },
            ct
        );

    /// <summary>Gives back what was taken and not used.</summary>
    public Task GiveBackAsync(string relay, int day, int unused, CancellationToken ct) =>
        database.WriteAsync(
            (db, token) =>
                db.Set<RelayDay>()
                    .Where(one => one.Relay == relay && one.Day == day)
                    .ExecuteUpdateAsync(change => change.SetProperty(one => one.Taken, one => one.Taken - unused), token),
            ct
        );

    /// <summary>When a day begins.</summary>
    public static DateTimeOffset StartOf(int day) => DateTimeOffset.UnixEpoch.AddDays(day);

    private static int DayOf(DateTimeOffset at) => (int)(at - DateTimeOffset.UnixEpoch).TotalDays;

    // A name that sends little earns no trust: only a day on which half of the ceiling was used is followed by a higher one.
    private static async Task<long> CeilingAsync(PublicationDb db, string relay, int first, int day, CancellationToken ct)
    {
        var last = await db.Set<RelayDay>()
            .AsNoTracking()
            .Where(one => one.Relay == relay && one.Day < day)
            .OrderByDescending(one => one.Day)
            .FirstOrDefaultAsync(ct);
        if (last is null)
            return first;
        var isEarned = last.Taken * 2 >= last.Ceiling && await IsGoodAsync(db, last, ct);
        return Math.Max(first, isEarned ? Math.Min(last.Ceiling * 2, int.MaxValue) : last.Ceiling);
    }

    // Reports do not say which relay a message went by, so they count for each.
    private static async Task<bool> IsGoodAsync(PublicationDb db, RelayDay last, CancellationToken ct)
    {
        var since = StartOf(last.Day);
        var returns = await BrakeRates.ReturnedAsync(db, since, ct);
        var refused = await db.Set<Figure>()
            .Where(figure => figure.Kind == FigureKind.Refused && figure.Reason == RefusalReasons.NoSuchMailbox && figure.Hour >= since)
            .SumAsync(figure => figure.Count, ct);
        return returns.GetValueOrDefault(ReturnClass.Complaint) < Math.Max(1, last.Taken * BrakeWindow.WarnComplaints)
            && returns.GetValueOrDefault(ReturnClass.Hard) + refused < Math.Max(1, last.Taken * BrakeWindow.StopHard);
    }
}
