using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>How many digests are due in each hour of the next seven days, if there is something new for everybody: the most that can come.</summary>
internal sealed class Forecast(Database database, IOptions<PublicationOptions> publication, TimeProvider clock)
{
    private const int Days = 7;
    private const int HoursOfDay = 24;

    /// <summary>The hours from the present one on.</summary>
    public async Task<ForecastView> NextWeekAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var start = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var rows = await database.ReadAsync(
            (db, token) => db.Database.SqlQuery<DueTime>(Due(start.ToUnixTimeMilliseconds())).ToListAsync(token),
            ct
        );
        var messages = new long[Days * HoursOfDay];
        foreach (var row in rows)
        {
            foreach (var at in ComingOf(row, now))
            {
                // A slot that is past is due at once.
                var hour = (int)Math.Max(0, Math.Floor((at - start).TotalHours));
                if (hour < messages.Length)
                    messages[hour] += row.Readers;
            }
        }

        var each = await database.ReadAsync(EachAsync, ct);
        return new ForecastView([.. messages.Select((count, hour) => new ForecastHour(start.AddHours(hour), count))], each);
    }

    // A daily slot comes at the same time on the reader's wall, which the clocks may move meanwhile; after one that is past, too.
    private IEnumerable<DateTimeOffset> ComingOf(DueTime row, DateTimeOffset now)
    {
        var first = DateTimeOffset.FromUnixTimeMilliseconds(row.At);
        if (!row.Daily)
            return [first];
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(row.Zone, out var zone))
            zone = TimeZoneInfo.FindSystemTimeZoneById(publication.Value.TimeZone);
        var wall = TimeZoneInfo.ConvertTime(first, zone).DateTime;
        var next = first < now ? TimeZoneInfo.ConvertTime(now, zone).Date + wall.TimeOfDay : wall.AddDays(1);
        return Enumerable.Range(0, Days + 1).Select(day => Slot.InstantOf(next.AddDays(day), zone)).Where(at => at > now).Prepend(first);
    }

    // All of a reader's cadences come at one hour, in one issue: whoever has something daily is counted by that alone.
    private static FormattableString Due(long start) =>
        $"""
            SELECT due."At", due."Daily", r."Zone", COUNT(*) AS "Readers" FROM (
                SELECT DISTINCT s."Subscriber", s."NextDueAt" AS "At", s."Cadence" = {(int)Cadence.Daily} AS "Daily"
                FROM "Subscriptions" AS s
                WHERE s."NextDueAt" < {start + (Days * HoursOfDay * 3_600_000L)} AND s."Cadence" > {(int)Cadence.Each}
                AND (s."Cadence" = {(int)Cadence.Daily} OR NOT EXISTS (
                    SELECT 1 FROM "Subscriptions" AS d WHERE d."Subscriber" = s."Subscriber" AND d."Cadence" = {(int)Cadence.Daily}))
            ) AS due INNER JOIN "Subscribers" AS r ON r."Number" = due."Subscriber" GROUP BY due."At", due."Daily", r."Zone"
            """;

    private static Task<long> EachAsync(PublicationDb db, CancellationToken ct) =>
        db
            .Database.SqlQuery<long>(
                $"""
                SELECT COUNT(DISTINCT s."Subscriber") AS "Value" FROM "Subscriptions" AS s
                INNER JOIN "Subscribers" AS r ON r."Number" = s."Subscriber"
                WHERE s."Cadence" = {(int)Cadence.Each} AND r."State" = {(int)SubscriberState.Active}
                """
            )
            .SingleAsync(ct);

    private sealed class DueTime
    {
        public long At { get; init; }
        public bool Daily { get; init; }
        public required string Zone { get; init; }
        public long Readers { get; init; }
    }
}

/// <summary>A forecast as the API tells it.</summary>
/// <param name="Hours">The hours, the present one first.</param>
/// <param name="Each">Readers who get something at once whenever a section of theirs has news: they come on top.</param>
internal sealed record ForecastView(IReadOnlyList<ForecastHour> Hours, long Each);

/// <summary>An hour.</summary>
/// <param name="Hour">Its beginning.</param>
/// <param name="Messages">The most that are due in it.</param>
internal sealed record ForecastHour(DateTimeOffset Hour, long Messages);
