using System.Text;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>The encoding of a document: what is said of it, and what it is.</summary>
public sealed class FeedEncodingTests
{
    private const string Title = "Grüße – “naïve” Ελλάδα";

    public static TheoryData<int, bool> Unicode =>
        new()
        {
            { 65001, true },
            { 1200, true },
            { 1201, true },
            { 12000, true },
            { 12001, true },
            { 65001, false },
            { 1200, false },
            { 1201, false },
            { 12000, false },
            { 12001, false },
        };

    [Theory]
    [MemberData(nameof(Unicode))]
    public void Unicode_is_read_in_every_width_with_and_without_a_mark(int page, bool hasMark)
    {
        var encoding = EncodingNames.Page(page);
        var mark = hasMark ? Encoding.GetEncoding(page).GetPreamble() : [];

        var document = FeedText.Read([.. mark, .. encoding.GetBytes($"<rss><channel><title>{Title}</title></channel></rss>")]);

        Assert.Equal(Title, document.Title);
    }

    [Theory]
    [InlineData("iso-8859-1", "Grüße “auch” 5 €")]
    [InlineData("us-ascii", "Grüße “auch”")]
    [InlineData("windows-1251", "Привет, мир")]
    [InlineData("KOI8-R", "Привет, мир")]
    [InlineData("euc-kr", "한국어 제목")]
    [InlineData("ks_c_5601-1987", "한국어 제목")]
    [InlineData("Shift_JIS", "日本語の題名")]
    [InlineData("euc-jp", "日本語の題名")]
    [InlineData("iso-2022-jp", "日本語の題名")]
    [InlineData("gb2312", "中文标题")]
    [InlineData("big5", "中文標題")]
    [InlineData("iso-8859-15", "Prix: 5 €")]
    public void The_declaration_names_it_and_the_header_goes_before_it(string name, string title)
    {
        var encoding = EncodingNames.Of(name)!;
        byte[] Of(string declared) =>
            encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{declared}\"?><rss><channel><title>{title}</title></channel></rss>");

        Assert.Equal(title, FeedText.Read(Of(name)).Title);
        Assert.Equal(title, FeedText.Read(Of("utf-8"), contentType: $"text/xml; charset=\"{name}\"").Title);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("no-such-encoding")]
    [InlineData("us-ascii")]
    [InlineData("iso-8859-1")]
    [InlineData("")]
    public void What_is_utf_8_is_read_as_that_where_the_declaration_cannot_be_true(string declared)
    {
        var document = FeedText.Read($"<?xml version=\"1.0\" encoding=\"{declared}\"?><rss><channel><title>中文</title></channel></rss>");

        Assert.Equal("中文", document.Title);
    }

    [Theory]
    [InlineData(932, "これは日本語のニュースの見出しです。")]
    [InlineData(51932, "これは日本語のニュースの見出しです。")]
    [InlineData(949, "오늘의 주요 뉴스 제목입니다")]
    [InlineData(1251, "Сегодня в городе открыли новый мост")]
    [InlineData(20866, "Сегодня в городе открыли новый мост")]
    [InlineData(54936, "今天城市里的新桥开通了")]
    [InlineData(1252, "Café, naïve: “Grüße”")]
    public void What_names_no_encoding_is_guessed(int page, string title)
    {
        var document = FeedText.Read(EncodingNames.Page(page).GetBytes($"<rss><channel><title>{title}</title></channel></rss>"));

        Assert.Equal(title, document.Title);
        Assert.Contains("bytes that are none of the encoding", document.Mended);
    }

    [Fact]
    public void A_byte_that_is_no_utf_8_among_many_that_are_is_windows_1252()
    {
        byte[] bytes = [.. "<rss><channel><title>Žluťoučký kůň, "u8, 0xE9, .. "</title></channel></rss>"u8];

        Assert.Equal("Žluťoučký kůň, é", FeedText.Read(bytes).Title);
    }

    [Fact]
    public void Control_characters_of_latin_1_are_the_signs_of_windows_1252()
    {
        Assert.Equal("don’t", FeedText.Item("<title>don\u0092t</title>").Title);
        Assert.Equal("don’t", FeedText.Item("<title>don&#146;t</title>").Title);
        Assert.Equal("don’t", FeedText.Item("<title>don&#x92;t</title>").Title);
    }
}
