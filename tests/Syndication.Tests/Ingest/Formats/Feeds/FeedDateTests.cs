using System.Globalization;
using FsCheck.Xunit;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>Dates as feeds write them.</summary>
public sealed class FeedDateTests
{
    [Theory]
    // RFC 822 and 5322, and their faults.
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z")]
    [InlineData("01 Jan 2004 19:48:21 +0100 (CET)", "2004-01-01T18:48:21Z")]
    [InlineData("Wed, 01 January 2004 19:48:21 -0800", "2004-01-02T03:48:21Z")]
    [InlineData("Thu, 01 Sept 1998 00:00:00 UT", "1998-09-01T00:00:00Z")]
    [InlineData("Thu, 31 Dec 2003 24:00:00 GMT", "2004-01-01T00:00:00Z")]
    [InlineData("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z")]
    [InlineData("Thu,01 Jan 2004 7:48:21 GMT+1", "2004-01-01T06:48:21Z")]
    [InlineData("Thu, 01-Jan-2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 A", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 CEST", "2004-01-01T17:48:21Z")]
    [InlineData("Thu, 01 Jan 2004", "2004-01-01T00:00:00Z")]
    [InlineData("1 Jan 50 00:00:00 GMT", "1950-01-01T00:00:00Z")]
    // ISO 8601 and W3CDTF.
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31t10:14:55.25-08:00", "2003-12-31T18:14:55.25Z")]
    [InlineData("2003-12-31T10:14Z", "2003-12-31T10:14:00Z")]
    [InlineData("2003-12-31 10:14:55", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10:14:55-0800", "2003-12-31T18:14:55Z")]
    [InlineData("2003-12-31T10:14:55 EST", "2003-12-31T15:14:55Z")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("20031231", "2003-12-31T00:00:00Z")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55Z")]
    [InlineData("20031231T10Z", "2003-12-31T10:00:00Z")]
    [InlineData("2003-365", "2003-12-31T00:00:00Z")]
    [InlineData("2003365", "2003-12-31T00:00:00Z")]
    [InlineData("2004-W01-4", "2004-01-01T00:00:00Z")]
    [InlineData("2004W014T10:00Z", "2004-01-01T10:00:00Z")]
    [InlineData("03-12-31", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12-31+01:00", "2003-12-30T23:00:00Z")]
    // Others.
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z")]
    [InlineData("Thu Jan 01 19:48:21 EST 2004", "2004-01-02T00:48:21Z")]
    [InlineData("Thu Jan 01 19:48:21 +0100 2004", "2004-01-01T18:48:21Z")]
    [InlineData("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z")]
    [InlineData("January 5, 2004 2:30 PM PST", "2004-01-05T22:30:00Z")]
    [InlineData("12/31/2003 12:05:00 AM", "2003-12-31T00:05:00Z")]
    [InlineData("31/12/2003", "2003-12-31T00:00:00Z")]
    [InlineData("5.1.2004 08:00", "2004-01-05T08:00:00Z")]
    [InlineData("5th January 2004 at 8:00 p.m.", "2004-01-05T20:00:00Z")]
    [InlineData("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z")]
    [InlineData("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z")]
    [InlineData("2026年11月23日 07時00分", "2026-11-23T07:00:00Z")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z")]
    [InlineData("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z")]
    [InlineData("So, 11 März 2004 12:00:00 MEZ", "2004-03-11T11:00:00Z")]
    [InlineData("lun., 5 août 2024 10:00:00 +0200", "2024-08-05T08:00:00Z")]
    public void It_is_the_instant_that_is_meant(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), FeedDates.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Thu, 32 Jan 2004 19:48:21 GMT")]
    [InlineData("Thu, 31 Foo 2004 19:48:21 GMT")]
    [InlineData("2003-02-29")]
    [InlineData("2003-13-01")]
    [InlineData("2003-366")]
    [InlineData("2003-W53-1")]
    [InlineData("2003-12-31T25:00:00Z")]
    [InlineData("2003-12-31T10:61:00Z")]
    [InlineData("2003-12-31T10:14:55+25:00")]
    [InlineData("01-02-2004")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("10:14:55")]
    [InlineData("Jan 5")]
    [InlineData("1700000000")]
    [InlineData("the piece of 5 in Jan of the year that was 2004 or so")]
    public void What_names_no_instant_is_none(string text) => Assert.Null(FeedDates.Read(text));

    [Property(MaxTest = 500)]
    public void A_date_that_is_written_by_the_rules_is_read_back(int seconds, byte zone)
    {
        var offset = TimeSpan.FromMinutes(15 * (zone % 96) - 720);
        var date = DateTimeOffset.FromUnixTimeSeconds(Math.Abs((long)seconds)).ToOffset(offset);
        var text = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

        Assert.Equal(date, FeedDates.Read(date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + text));
        Assert.Equal(date, FeedDates.Read(date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)));
        Assert.Equal(date, FeedDates.Read(date.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) + text));
    }

    [Property(MaxTest = 1000)]
    public void No_text_makes_it_fail(string text) => FeedDates.Read(text ?? "");
}
