using FsCheck.Xunit;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Publication;

public sealed class ArchivePlaceTests
{
    [Theory]
    [InlineData("2026-03", 2026, 3, 1)]
    [InlineData("2026-12-2", 2026, 12, 2)]
    [InlineData("2026-03-1", 2026, 3, 1)]
    [InlineData("0987-01-999999", 987, 1, 999_999)]
    public void The_name_of_an_archive_is_its_month_and_part(string text, int year, int month, int part) =>
        Assert.Equal(new ArchivePlace(year, month, part), ArchivePlace.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-3")]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("0000-01")]
    [InlineData("9999-01")]
    [InlineData("2026-03-")]
    [InlineData("2026-03-0")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-1000000")]
    [InlineData("2026-03-1-1")]
    [InlineData("-026-03")]
    [InlineData("+202-03")]
    [InlineData("2026-0a")]
    [InlineData("٢٠٢٦-٠٣")]
    public void Nothing_else_is_one(string text) => Assert.Null(ArchivePlace.Parse(text));

    [Property]
    public void Names_and_numbers_read_back_and_later_archives_have_higher_numbers(ushort one, byte part, ushort other, byte otherPart)
    {
        var (first, second) = (Place(one, part), Place(other, otherPart));

        Assert.Equal(first, ArchivePlace.Parse(first.ToString()));
        Assert.Equal(first, ArchivePlace.Of(first.Number));
        Assert.Equal(
            (first.Year, first.Month, first.Part).CompareTo((second.Year, second.Month, second.Part)),
            first.Number.CompareTo(second.Number)
        );
    }

    [Fact]
    public void A_month_begins_and_ends_in_UTC()
    {
        var late = new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.FromHours(2));

        Assert.Equal(new ArchivePlace(2026, 3, 1), ArchivePlace.FirstOf(late));
        Assert.Equal(late.AddHours(1), ArchivePlace.FirstOf(late).End);
        Assert.Equal(new ArchivePlace(2026, 3, 1), ArchivePlace.FirstOf(SyndicationHost.Start));
    }

    private static ArchivePlace Place(ushort months, byte part) => new(1 + (months % 9998), 1 + (months % 12), 1 + part);
}
