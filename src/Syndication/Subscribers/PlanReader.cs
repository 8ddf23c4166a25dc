using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Checks plans where they come in, and makes the one that a reader has who says nothing.</summary>
internal sealed class PlanReader(
    IOptions<SubscriberOptions> options,
    IOptions<PublicationOptions> publication,
    FrequencyCap cap,
    TimeProvider clock
)
{
    /// <summary>The present, as plans are judged by.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The sections that can be chosen: neither ended nor moved.</summary>
    public static Task<List<Section>> OpenSectionsAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<Section>()
            .AsNoTracking()
            .Where(section => section.EndedAt == null && section.MovedTo == null)
            .OrderBy(section => section.Position)
            .ToListAsync(ct);

    /// <summary>The publication's default for <paramref name="sections"/>; without sections: everything but the cadences.</summary>
    public ReaderPlan Default(params IEnumerable<Section> sections)
    {
        var plan = options.Value.DefaultPlan;
        var quiet = PlanWords.ReadQuiet(plan.QuietHours);
        return new ReaderPlan
        {
            Cadences = sections.ToDictionary(section => section.Slug, section => DefaultCadence(section.Slug)),
            Hour = PlanWords.ReadHour(plan.Hour)!.Value,
            Weekday = PlanWords.Read<DayOfWeek>(plan.Weekday)!.Value,
            Day = plan.Day,
            Zone = publication.Value.TimeZone,
            Format = PlanWords.Read<MailFormat>(plan.Format)!.Value,
            Layout = PlanWords.Read<MailLayout>(plan.Layout)!.Value,
            Language = publication.Value.Language,
            QuietFrom = quiet?.From,
            QuietTo = quiet?.To,
        };
    }

    /// <summary>The plan that <paramref name="input"/> makes of <paramref name="basis"/>; what is wrong is named and left as it was.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="basis">What holds where nothing is said.</param>
    /// <param name="sections">The sections that can be chosen.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="prefix">Before each field's name, such as <c>plan.</c></param>
    public ReaderPlan Read(PlanInput input, ReaderPlan basis, IReadOnlyCollection<Section> sections, FieldFaults faults, string prefix = "")
    {
        T? Take<T>(string field, string? text, Func<string, T?> read, string rule)
            where T : struct
        {
            var value = text is null ? null : read(text);
            if (text is not null && value is null)
                faults.Add(prefix + field, rule);
            return value;
        }

        if (input.Day is < 1 or > 31)
            faults.Add(prefix + "day", PlanWords.DayRule);
        if (input.Zone is not null && PlanWords.ReadZone(input.Zone) is null)
            faults.Add(prefix + "zone", PlanWords.ZoneRule);
        if (input.Language is not null && !LanguageTag.IsValid(input.Language))
            faults.Add(prefix + "language", "must be a BCP 47 tag such as en-US");
        var quiet = input.QuietHours is null or "" ? null : Take("quietHours", input.QuietHours, PlanWords.ReadQuiet, PlanWords.QuietRule);
        return basis with
        {
            Cadences = ReadCadences(input, basis, sections, faults, prefix),
            Hour = Take("hour", input.Hour, PlanWords.ReadHour, PlanWords.HourRule) ?? basis.Hour,
            Weekday = Take("weekday", input.Weekday, PlanWords.Read<DayOfWeek>, PlanWords.WeekdayRule) ?? basis.Weekday,
            Day = input.Day is >= 1 and <= 31 ? input.Day.Value : basis.Day,
            Zone = (input.Zone is null ? null : PlanWords.ReadZone(input.Zone)) ?? basis.Zone,
            Format = Take("format", input.Format, PlanWords.Read<MailFormat>, PlanWords.FormatRule) ?? basis.Format,
            Layout = Take("layout", input.Layout, PlanWords.Read<MailLayout>, PlanWords.LayoutRule) ?? basis.Layout,
            Language = LanguageTag.IsValid(input.Language) ? input.Language! : basis.Language,
            QuietFrom = input.QuietHours is null ? basis.QuietFrom : quiet?.From,
            QuietTo = input.QuietHours is null ? basis.QuietTo : quiet?.To,
            Paused = input.PausedUntil is { } end ? end > Now : basis.Paused,
            PausedUntil = input.PausedUntil is { } until && until > Now ? until : basis.PausedUntil,
        };
    }

    /// <summary>What was chosen before the publisher let a section come less often, as it is to be now.</summary>
    public PlanInput Capped(PlanInput stored) =>
        stored with
        {
            Cadences = stored.Cadences?.ToDictionary(
                pair => pair.Key,
                pair =>
                    PlanWords.Read<Cadence>(pair.Value ?? "") is { } cadence
                        ? PlanWords.Of(cap.Of(new SectionSlug(pair.Key), cadence))
                        : pair.Value ?? "",
                StringComparer.Ordinal
            ),
        };

    private Cadence DefaultCadence(SectionSlug section)
    {
        var plan = options.Value.DefaultPlan;
        return cap.Of(section, PlanWords.Read<Cadence>(plan.Cadences.GetValueOrDefault(section.Value, plan.Cadence))!.Value);
    }

    private Dictionary<SectionSlug, Cadence> ReadCadences(
        PlanInput input,
        ReaderPlan basis,
        IReadOnlyCollection<Section> sections,
        FieldFaults faults,
        string prefix
    )
    {
        var cadences = basis.Cadences.ToDictionary(pair => pair.Key, pair => cap.Of(pair.Key, pair.Value));
        foreach (var (name, word) in input.Cadences ?? [])
        {
            var field = $"{prefix}cadences.{name}";
            if (sections.FirstOrDefault(section => section.Slug.Value == name) is not { } section)
                faults.Add(field, $"is not a section; there are: {string.Join(", ", sections.Select(open => open.Slug.Value))}");
            else if (PlanWords.Read<Cadence>(word ?? "") is { } cadence && cap.Allows(section.Slug, cadence))
                cadences[section.Slug] = cadence;
            else
                faults.Add(field, cap.RuleOf(section.Slug));
        }

        return cadences;
    }
}
