using System.Globalization;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>Instants as pages show them: in the publication's zone and language.</summary>
internal sealed class PageDates(IOptions<PublicationOptions> publication)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(publication.Value.TimeZone);
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(publication.Value.Language);

    /// <summary>The day, such as "2 March 2026".</summary>
    public string Day(DateTimeOffset instant) => Local(instant).ToString(LongDates.PatternOf(culture), culture);

    /// <summary>The month, such as "March 2026".</summary>
    public string Month(DateTimeOffset instant) => Local(instant).ToString(culture.DateTimeFormat.YearMonthPattern, culture);

    /// <summary>A number of things, such as "1,204".</summary>
    public string Number(int count) => count.ToString("N0", culture);

    /// <summary>Day and time with the zone's name.</summary>
    public string Minute(DateTimeOffset instant)
    {
        var local = Local(instant);
        var name = zone.HasIanaId && zone.Id is "UTC" or "Etc/UTC" ? "UTC" : "UTC" + Offset(local.Offset);
        return $"{local.ToString(LongDates.PatternOf(culture), culture)}, {local.ToString(culture.DateTimeFormat.ShortTimePattern, culture)} ({name})";
    }

    /// <summary>For machines (HTML's <c>datetime</c>), with the zone's offset.</summary>
    public string Machine(DateTimeOffset instant) => Local(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    private static string Offset(TimeSpan offset) =>
        offset == TimeSpan.Zero ? "" : (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
