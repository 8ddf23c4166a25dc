using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>The hours in which a reader is not to be woken by what comes piece by piece or out of turn.</summary>
internal static class QuietHours
{
    /// <summary>When the quiet hours that are on now end; null: they are not on.</summary>
    public static DateTimeOffset? EndOf(Subscriber reader, DateTimeOffset now)
    {
        if (reader is not { QuietFrom: { } from, QuietTo: { } to } || from == to)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.Zone);
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var minute = local.TimeOfDay.TotalMinutes;
        var quiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
        if (!quiet)
            return null;
        var day = minute < to ? local.Date : local.Date.AddDays(1);
        var end = Slot.InstantOf(day.AddMinutes(to), zone);

        // In an hour that the clocks repeat, its first pass is over and the hour is still on.
        return end > now ? end : now.AddMinutes(15);
    }
}
