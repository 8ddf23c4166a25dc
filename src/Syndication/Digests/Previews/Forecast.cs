using Microsoft.EntityFrameworkCore;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>How many digests are due in each hour of the next seven days, if there is something new for everybody: the most that can come.</summary>
internal sealed class Forecast(Database database, TimeProvider clock)
{
    private const int Days = 7;
    private const int HoursOfDay = 24;

    /// <summary>The hours from the present one on.</summary>
    public async Task<ForecastView> NextWeekAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var start = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var rows = await database.ReadAsync(
            (db, token) => db.Database.SqlQuery<DueHour>(Due(start.ToUnixTimeMilliseconds())).ToListAsync(token),
            ct
        );
        var messages = new long[Days * HoursOfDay];
        foreach (var row in rows)
        {
            // A slot that is past is due at once.
            var first = (int)Math.Max(0, row.Hour - (start.ToUnixTimeSeconds() / 3600));
            for (var hour = first; hour < messages.Length; hour += row.Daily ? HoursOfDay : messages.Length)
                messages[hour] += row.Readers;
        }

        var each = await database.ReadAsync(EachAsync, ct);
        return new ForecastView([.. messages.Select((count, hour) => new ForecastHour(start.AddHours(hour), count))], each);
    }

    // All of a reader's cadences come at one hour, in one issue: whoever has something daily is counted by that alone.
    private static FormattableString Due(long start) =>
        $"""
            SELECT due."Hour", due."Daily", COUNT(*) AS "Readers" FROM (
                SELECT DISTINCT s."Subscriber", s."NextDueAt" / 3600000 AS "Hour", s."Cadence" = {(int)Cadence.Daily} AS "Daily"
                FROM "Subscriptions" AS s
                WHERE s."NextDueAt" < {start + (Days * HoursOfDay * 3_600_000L)} AND s."Cadence" > {(int)Cadence.Each}
                AND (s."Cadence" = {(int)Cadence.Daily} OR NOT EXISTS (
                    SELECT 1 FROM "Subscriptions" AS d WHERE d."Subscriber" = s."Subscriber" AND d."Cadence" = {(int)Cadence.Daily}))
            ) AS due GROUP BY due."Hour", due."Daily"
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

    private sealed class DueHour
    {
        public long Hour { get; init; }
        public bool Daily { get; init; }
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
