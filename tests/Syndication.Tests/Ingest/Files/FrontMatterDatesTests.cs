using Microsoft.Extensions.Options;
using Syndication.Ingest.Files;
using Syndication.Publication;

namespace Syndication.Tests.Ingest.Files;

public sealed class FrontMatterDatesTests
{
    private static readonly FrontMatterDates Dates = new(Options.Create(new PublicationOptions { TimeZone = "Europe/Berlin" }));

    [Theory]
    [InlineData("2026-02-14", "2026-02-13T23:00:00Z")]
    [InlineData("2026-07-14 08:30", "2026-07-14T06:30:00Z")]
    [InlineData("2026-02-14T08:30:00", "2026-02-14T07:30:00Z")]
    [InlineData("2026-02-14T08:30:00Z", "2026-02-14T08:30:00Z")]
    [InlineData("2026-02-14T08:30:00.5-05:00", "2026-02-14T13:30:00.5Z")]
    [InlineData("2026-02-14 08:30:00 -0500", "2026-02-14T13:30:00Z")]
    [InlineData("2026-02-14 08:30:00 +05:30", "2026-02-14T03:00:00Z")]
    [InlineData("2026-02-14 08:30:00 UTC", "2026-02-14T08:30:00Z")]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:30:00Z")]
    public void A_date_is_read_as_site_generators_write_it(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), Dates.Read(text));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("14.02.2026")]
    public void What_is_no_date_is_none(string text) => Assert.Null(Dates.Read(text));
}
