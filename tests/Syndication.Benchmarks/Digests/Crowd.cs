using System.Data.Common;
using System.Globalization;
using System.Text;
using Syndication.Benchmarks.Delivery;
using Syndication.Subscribers;

namespace Syndication.Benchmarks.Digests;

/// <summary>Readers with 200 plans in 24 zones, put into the store by SQL: each with a section a day and another a week.</summary>
internal static class Crowd
{
    public const int Sections = 10;
    private const int Plans = 200;

    private static readonly string[] Zones =
    [
        "Pacific/Pago_Pago",
        "Pacific/Honolulu",
        "America/Anchorage",
        "America/Los_Angeles",
        "America/Denver",
        "America/Chicago",
        "America/New_York",
        "America/Halifax",
        "America/Sao_Paulo",
        "Atlantic/South_Georgia",
        "Atlantic/Azores",
        "Europe/London",
        "Europe/Berlin",
        "Europe/Athens",
        "Europe/Moscow",
        "Asia/Dubai",
        "Asia/Karachi",
        "Asia/Dhaka",
        "Asia/Bangkok",
        "Asia/Shanghai",
        "Asia/Tokyo",
        "Australia/Sydney",
        "Pacific/Noumea",
        "Pacific/Auckland",
    ];

    public static string SectionOf(int number) => string.Create(CultureInfo.InvariantCulture, $"section-{number % Sections}");

    /// <summary>Adds readers whose first slots are ahead of the clock's start.</summary>
    public static async Task JoinAsync(IMailroom room, DbConnection connection, int readers, CancellationToken ct)
    {
        await Mailrooms.ExecuteAsync(
            connection,
            """
            CREATE TEMP TABLE Kinds (Kind INTEGER PRIMARY KEY, Hour INTEGER, Weekday INTEGER, Zone TEXT, Format INTEGER, Layout INTEGER,
                Daily TEXT, DailySlot TEXT, DailyAt INTEGER, Weekly TEXT, WeeklySlot TEXT, WeeklyAt INTEGER)
            """,
            ct
        );
        await Mailrooms.ExecuteAsync(connection, Kinds(), ct);
        var now = SteppedClock.Start.ToUnixTimeMilliseconds();
        await Mailrooms.ExecuteAsync(
            connection,
            $"""
            WITH {room.Numbers(readers)}
            INSERT INTO "Subscribers" ("Number", "Email", "EmailKey", "Handle", "FeedNumber", "State", "Hour", "Weekday", "Day", "Zone",
                "Format", "Layout", "Language", "PlanVersion", "CorrectionMark", "CreatedAt", "ConfirmedAt")
            SELECT i, 'reader' || i || '@inbox.test', 'reader' || i || '@inbox.test', {room.Handle}, 0, 1, Hour, Weekday, 1, Zone,
                Format, Layout, 'en', 1, 0, {now}, {now} FROM n JOIN Kinds ON Kind = i % {Plans * Zones.Length}
            """,
            ct
        );
        foreach (var (cadence, name) in new[] { (Cadence.Daily, "Daily"), (Cadence.Weekly, "Weekly") })
            await Mailrooms.ExecuteAsync(
                connection,
                $"""
                WITH {room.Numbers(readers)}
                INSERT INTO "Subscriptions" ("Subscriber", "Section", "Cadence", "Mark", "From", "NextSlot", "NextDueAt")
                SELECT i, {name}, {(int)cadence}, 0, 0, {name}Slot, {name}At FROM n JOIN Kinds ON Kind = i % {Plans * Zones.Length}
                """,
                ct
            );
        await Mailrooms.ExecuteAsync(connection, "ANALYZE", ct);
    }

    private static string Kinds()
    {
        var rows = new StringBuilder("INSERT INTO Kinds VALUES ");
        for (var kind = 0; kind < Plans * Zones.Length; kind++)
        {
            // Readers of one plan are spread over all zones.
            var (plan, zone) = (kind / Zones.Length, Zones[kind % Zones.Length]);
            var reader = new Subscriber
            {
                Email = "",
                EmailKey = "",
                Handle = [],
                Language = "en",
                Zone = zone,
                Hour = plan * 7 % 96 * 15,
                Weekday = (DayOfWeek)(plan % 7),
            };
            var daily = Slot.Next(Cadence.Daily, reader, SteppedClock.Start);
            var weekly = Slot.Next(Cadence.Weekly, reader, SteppedClock.Start);
            rows.Append(kind == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"({kind},{reader.Hour},{(int)reader.Weekday},'{zone}',{(plan % 8 == 0 ? 1 : 0)},{plan % 2},"
                )
                .Append(CultureInfo.InvariantCulture, $"'{SectionOf(plan)}','{daily}',{daily.At.ToUnixTimeMilliseconds()},")
                .Append(CultureInfo.InvariantCulture, $"'{SectionOf(plan + 3)}','{weekly}',{weekly.At.ToUnixTimeMilliseconds()})");
        }

        return rows.ToString();
    }
}
