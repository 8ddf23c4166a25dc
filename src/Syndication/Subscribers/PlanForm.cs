using System.Globalization;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>The plan's fields in a form, both ways.</summary>
internal static class PlanForm
{
    /// <summary>A field that people do not see and that programs fill in.</summary>
    public const string Trap = "website";

    private static readonly IEnumerable<int> Quarters = Enumerable.Range(0, 96).Select(quarter => quarter * 15);

    private const string CadencePrefix = "cadence.";
    private const string DateForm = "yyyy-MM-dd";

    public static PlanInput Read(IFormCollection form)
    {
        string? Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

        return new PlanInput
        {
            Cadences = form.Where(field => field.Key.StartsWith(CadencePrefix, StringComparison.Ordinal))
                .ToDictionary(field => field.Key[CadencePrefix.Length..], field => field.Value.ToString(), StringComparer.Ordinal),
            Hour = Field("hour"),
            Weekday = Field("weekday"),
            Day = Field("day") is { } day ? ParseDay(day) : null,
            Zone = Field("zone"),
            Format = Field("format"),
            Layout = Field("layout"),
            QuietHours = Field("quietFrom") is { } from && Field("quietTo") is { } to ? ReadQuiet(from, to) : null,
            Language = Field(PageLanguages.Field),
        };
    }

    /// <summary>The plan with the pause that the form asks for.</summary>
    public static ReaderPlan ReadPause(IFormCollection form, ReaderPlan plan, DateTimeOffset now, FieldFaults faults)
    {
        if (form["paused"] != "yes")
            return plan with { Paused = false, PausedUntil = null };
        var text = form["pausedUntil"].ToString();
        if (text.Length == 0)
            return plan with { Paused = true, PausedUntil = null };
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.Zone);
        if (
            DateTime.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 9999
            && Slot.InstantOf(day, zone) is var until
            && until > now
        )
            return plan with { Paused = true, PausedUntil = until };
        faults.Add("pausedUntil", "must be a date in the future");
        return plan;
    }

    /// <summary>The model of <c>parts/plan-fields</c>.</summary>
    public static object Model(ReaderPlan plan, IEnumerable<Section> sections, FrequencyCap cap, FieldFaults faults, bool guessZone)
    {
        var days = CultureInfo.GetCultureInfo("en").DateTimeFormat;
        return new
        {
            sections = sections.Select(section => SectionModel(section, plan.Cadences.GetValueOrDefault(section.Slug), cap)).ToList(),
            hours = Options(Quarters, plan.Hour, PlanWords.Of, PlanWords.Of),
            quietFrom = QuietOptions(plan.QuietFrom),
            quietTo = QuietOptions(plan.QuietTo),
            weekdays = Options(
                Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)),
                plan.Weekday,
                day => day.ToString(),
                days.GetDayName
            ),
            days = Options(Enumerable.Range(1, 31), plan.Day, Number, Number),
            zones = ZoneList.Model(plan.Zone),
            guessZone,
            html = plan.Format is MailFormat.Html,
            text = plan.Format is MailFormat.Text,
            full = plan.Layout is MailLayout.Full,
            headlines = plan.Layout is MailLayout.Headlines,
            wrongSections = faults.HasBelow("cadences"),
            wrongQuiet = faults.Has("quietHours"),
            wrongTimes = faults.Has("hour") || faults.Has("weekday") || faults.Has("day"),
            wrongZone = faults.Has("zone"),
            wrongForm = faults.Has("format") || faults.Has("layout"),
        };
    }

    /// <summary>The model of the pause.</summary>
    public static object PauseModel(ReaderPlan plan, FieldFaults faults) =>
        new
        {
            paused = plan.Paused,
            until = plan.PausedUntil is { } until
                ? TimeZoneInfo
                    .ConvertTime(until, TimeZoneInfo.FindSystemTimeZoneById(plan.Zone))
                    .ToString(DateForm, CultureInfo.InvariantCulture)
                : "",
            wrong = faults.Has("pausedUntil"),
        };

    // Half of it is a mistake, which the plan's reader names.
    private static string ReadQuiet(string from, string to) => from.Length + to.Length == 0 ? "" : $"{from}-{to}";

    private static int ParseDay(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Quiet hours may be kept to the minute by the API: an odd one is among the choices of whoever has it.
    private static List<object> QuietOptions(int? chosen) =>
        Options(
            Quarters.Select(quarter => (int?)quarter).Append(chosen).Prepend(null).Distinct().Order(),
            chosen,
            minutes => minutes is { } some ? PlanWords.Of(some) : "",
            minutes => minutes is { } some ? PlanWords.Of(some) : "–"
        );

    private static object SectionModel(Section section, Cadence wanted, FrequencyCap cap)
    {
        var cadence = cap.Of(section.Slug, wanted);
        return new
        {
            slug = section.Slug.Value,
            name = section.Name,
            description = section.Description,
            off = cadence is Cadence.Off,
            each = cadence is Cadence.Each,
            daily = cadence is Cadence.Daily,
            weekly = cadence is Cadence.Weekly,
            monthly = cadence is Cadence.Monthly,
            offersEach = cap.Allows(section.Slug, Cadence.Each),
            offersDaily = cap.Allows(section.Slug, Cadence.Daily),
            offersWeekly = cap.Allows(section.Slug, Cadence.Weekly),
        };
    }

    private static List<object> Options<T>(IEnumerable<T> values, T chosen, Func<T, string> value, Func<T, string> label) =>
        values
            .Select(
                object (one) =>
                    new
                    {
                        value = value(one),
                        label = label(one),
                        selected = EqualityComparer<T>.Default.Equals(one, chosen),
                    }
            )
            .ToList();
}
