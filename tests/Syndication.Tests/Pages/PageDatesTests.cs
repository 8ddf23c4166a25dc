using Microsoft.Extensions.Options;
using Syndication.Pages;
using Syndication.Publication;

namespace Syndication.Tests.Pages;

public sealed class PageDatesTests
{
    private static readonly DateTimeOffset Summer = new(2026, 7, 1, 22, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Berlin", "de-DE", "2. Juli 2026", "2. Juli 2026, 00:30 (UTC+02:00)", "2026-07-02T00:30:00+02:00")]
    [InlineData("America/New_York", "en-GB", "1 July 2026", "1 July 2026, 18:30 (UTC−04:00)", "2026-07-01T18:30:00-04:00")]
    [InlineData("UTC", "ja-JP", "2026年7月1日", "2026年7月1日, 22:30 (UTC)", "2026-07-01T22:30:00+00:00")]
    [InlineData("Asia/Kathmandu", "fr-FR", "2 juillet 2026", "2 juillet 2026, 04:15 (UTC+05:45)", "2026-07-02T04:15:00+05:45")]
    public void Instants_are_shown_in_the_zone_and_the_language(string zone, string language, string day, string minute, string machine)
    {
        var dates = new PageDates(Options.Create(new PublicationOptions { TimeZone = zone, Language = language }));

        Assert.Equal(day, dates.Day(Summer));
        Assert.Equal(minute, dates.Minute(Summer));
        Assert.Equal(machine, dates.Machine(Summer));
    }
}
