using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>
/// How many digests are due in each hour of the next seven days, if there is something new for everybody: the most that can come. It goes by what
/// the publisher allows now, and counts who is paused from the day on which the pause ends.
/// </summary>
internal sealed class Forecast(
    Database database,
    FrequencyCap cap,
    SectionStore sections,
    IOptions<PublicationOptions> publication,
    TimeProvider clock
)
{
    private const int Days = 7;
    private const int HoursOfDay = 24;

    /// <summary>The hours from the present one on.</summary>
    public async Task<ForecastView> NextWeekAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var start = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var end = start.AddDays(Days);
        var capped = CappedSql(await sections.AllAsync(ct));
        var rows = await database.ReadAsync(
            (db, token) =>
                db
                    .Database.SqlQueryRaw<DueTime>(Due(capped), now.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds())
                    .ToListAsync(token),
            ct
        );
        var messages = new long[Days * HoursOfDay];
        foreach (var row in rows)
        {
            foreach (var at in ComingOf(row, now).TakeWhile(at => at < end))
            {
                // A slot that is past is due at once.
                var hour = (int)Math.Max(0, Math.Floor((at - start).TotalHours));
                messages[hour] += row.Readers;
            }
        }

        var each = await database.ReadAsync((db, token) => db.Database.SqlQueryRaw<long>(EachSql(capped)).SingleAsync(token), ct);
        return new ForecastView([.. messages.Select((count, hour) => new ForecastHour(start.AddHours(hour), count))], each);
    }

    // The first as it is stored, or at the end of the pause; the others by the rules that the planner will go by.
    private IEnumerable<DateTimeOffset> ComingOf(DueTime row, DateTimeOffset now)
    {
        var reader = row.Reader();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(reader.Zone, out _))
            reader.Zone = publication.Value.TimeZone;
        var cadence = (Cadence)row.Cadence;
        DateTimeOffset at;
        if (row.PausedUntil is { } pause)
        {
            NextSlots.CatchUp(reader, [], DateTimeOffset.FromUnixTimeMilliseconds(pause));
            at = reader.CatchUpAt!.Value;
        }
        else
        {
            at = row.At is { } stored ? DateTimeOffset.FromUnixTimeMilliseconds(stored) : Slot.Next(cadence, reader, now).At;
        }

        yield return at;
        if (cadence is Cadence.Each)
            yield break;
        while (true)
            yield return at = Slot.Next(cadence, reader, at < now ? now : at).At;
    }

    // Numbers and checked slugs only, so the text is safe to build.
    private string CappedSql(IReadOnlyList<Section> all)
    {
        var caps = all.Select(section => (section.Slug, Most: (int)cap.Of(section.Slug, Cadence.Each)))
            .Where(one => one.Most > (int)Cadence.Each);
        var cases = string.Concat(
            caps.Select(one =>
                $" WHEN s.\"Section\" = '{one.Slug.Value.Replace("'", "''", StringComparison.Ordinal)}' AND s.\"Cadence\" < {one.Most} THEN {one.Most}"
            )
        );
        return cases.Length == 0 ? "s.\"Cadence\"" : $"CASE{cases} ELSE s.\"Cadence\" END";
    }

    // All of a reader's cadences come at one hour, in one issue: whoever has something daily is counted by that alone. What waits for news and
    // may not come piece by piece any more has no time stored.
    private static string Due(string capped)
    {
        const string at = "{0}";
        const string until = "{1}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT due."At", due."Cadence", due."PausedUntil", r."Zone", r."Hour",
                CASE WHEN due."Cadence" = {(int)Cadence.Weekly} THEN r."Weekday" ELSE 0 END AS "Weekday",
                CASE WHEN due."Cadence" = {(int)Cadence.Monthly} THEN r."Day" ELSE 1 END AS "Day",
                CASE WHEN r."CatchUpAt" > {at} THEN r."CatchUpAt" END AS "CatchUpAt", COUNT(*) AS "Readers"
            FROM (
                SELECT "Number", "At", "PausedUntil",
                    COALESCE(MIN(CASE WHEN "Cadence" > {(int)Cadence.Each} THEN "Cadence" END), MIN("Cadence")) AS "Cadence"
                FROM (
                    SELECT plan."Number", plan."Cadence", plan."PausedUntil", MIN(plan."At") AS "At",
                        MIN(CASE WHEN plan."Cadence" > {(int)Cadence.Each} THEN plan."Cadence" ELSE 9 END)
                            OVER (PARTITION BY plan."Number") AS "Often"
                    FROM (
                        SELECT p."Number", {capped} AS "Cadence", s."NextDueAt" AS "At",
                            CASE WHEN p."State" = {(int)SubscriberState.Paused} THEN p."PausedUntil" END AS "PausedUntil"
                        FROM "Subscriptions" AS s INNER JOIN "Subscribers" AS p ON p."Number" = s."Subscriber"
                        WHERE s."Cadence" <> {(int)Cadence.Off} AND (p."State" = {(int)SubscriberState.Active}
                            OR (p."State" = {(int)SubscriberState.Paused} AND p."PausedUntil" < {until}))
                    ) AS plan
                    WHERE plan."PausedUntil" IS NOT NULL OR plan."At" < {until}
                        OR (plan."At" IS NULL AND plan."Cadence" > {(int)Cadence.Each})
                    GROUP BY plan."Number", plan."Cadence", plan."PausedUntil"
                ) AS often
                WHERE ("Often" <> {(int)Cadence.Daily} AND "PausedUntil" IS NULL) OR "Cadence" = "Often" OR "Often" = 9
                GROUP BY "Number", "At", "PausedUntil"
            ) AS due INNER JOIN "Subscribers" AS r ON r."Number" = due."Number"
            GROUP BY due."At", due."Cadence", due."PausedUntil", r."Zone", r."Hour", 6, 7, 8
            """
        );
    }

    private static string EachSql(string capped) =>
        $"""
            SELECT COUNT(DISTINCT s."Subscriber") AS "Value" FROM "Subscriptions" AS s
            INNER JOIN "Subscribers" AS r ON r."Number" = s."Subscriber"
            WHERE {capped} = {(int)Cadence.Each} AND s."Cadence" = {(int)Cadence.Each} AND r."State" = {(int)SubscriberState.Active}
            """;

    private sealed class DueTime
    {
        public long? At { get; init; }
        public int Cadence { get; init; }
        public long? PausedUntil { get; init; }
        public required string Zone { get; init; }
        public int Hour { get; init; }
        public int Weekday { get; init; }
        public int Day { get; init; }
        public long? CatchUpAt { get; init; }
        public long Readers { get; init; }

        /// <summary>Somebody with these times.</summary>
        public Subscriber Reader() =>
            new()
            {
                Email = "",
                EmailKey = "",
                Handle = [],
                Language = "en",
                Zone = Zone,
                Hour = Hour,
                Weekday = (DayOfWeek)Weekday,
                Day = Day,
                CatchUpAt = CatchUpAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            };
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
