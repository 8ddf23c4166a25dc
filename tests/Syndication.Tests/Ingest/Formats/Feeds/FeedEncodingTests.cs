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
    [InlineData("windows-1251", "Открыли мост", "Движение по новому мосту начнётся в понедельник, сообщает «Вестник».")]
    [InlineData("koi8-r", "Её голос", "Певица вернулась: её концерт в субботу, билеты ещё есть.")]
    [InlineData("iso-8859-5", "Открыли мост", "Движение по новому мосту начнётся в понедельник.")]
    [InlineData("cp866", "Открыли мост", "Движение по новому мосту начнётся в понедельник.")]
    [InlineData("iso-8859-15", "Le CAFÉ\u00A0!", "L’été s’annonce chaud\u00A0: les glaciers embauchent déjà.")]
    [InlineData("windows-1250", "„GENŻ” – nowa wystawa", "Łódź zaprasza do muzeum w sobotę o 10.00.")]
    [InlineData("iso-8859-2", "Nový most", "Řidiči po něm přejedou už v pondělí.")]
    [InlineData("windows-1253", "Νέα γέφυρα", "Η κυκλοφορία ξεκινά τη Δευτέρα.")]
    [InlineData("windows-1254", "KOÇ’tan yatırım", "Şirket yeni fabrikasını İzmir’de açacak.")]
    [InlineData("windows-1255", "גשר חדש", "התנועה תיפתח ביום שני.")]
    [InlineData("windows-1256", "پل تازه", "رفت و آمد از دوشنبه آغاز خواهد شد.")]
    [InlineData("tis-620", "เทพ", "สะพานใหม่เปิดให้รถวิ่งวันจันทร์")]
    public void A_text_of_one_byte_a_character_is_read_by_its_label_and_as_utf_8_where_it_is_that(string label, string title, string text)
    {
        text = text.Replace('’', label.StartsWith("iso", StringComparison.Ordinal) ? '\'' : '’');
        var document =
            $"<?xml version=\"1.0\" encoding=\"{label}\"?><rss version=\"2.0\"><channel><title>Newsroom</title>"
            + $"<item><title>{title}</title><description>{text}</description></item></channel></rss>";

        AssertRead(EncodingNames.Of(label)!.GetBytes(document), contentType: null);
        AssertRead(Encoding.UTF8.GetBytes(document), contentType: null);
        AssertRead(Encoding.UTF8.GetBytes(document.Replace(label, "utf-8", StringComparison.Ordinal)), $"text/xml; charset={label}");

        void AssertRead(byte[] bytes, string? contentType)
        {
            var item = Assert.Single(FeedText.Read(bytes, contentType: contentType).Items);
            Assert.Equal((title, text), (item.Title, item.Summary));
        }
    }

    [Theory]
    [InlineData("windows-1251", "A café on the pier")]
    [InlineData("windows-1251", "Genève opens a bridge")]
    [InlineData("iso-8859-15", "Genève opens a bridge")]
    [InlineData("koi8-r", "The harbour’s new bridge")]
    [InlineData("iso-8859-1", "Hawaiʻi opens a bridge")]
    public void A_single_foreign_letter_or_sign_within_western_words_tells_utf_8(string label, string title)
    {
        var document = FeedText.Read($"<rss><channel><title>{title}</title></channel></rss>", contentType: $"text/xml; charset={label}");

        Assert.Equal(title, document.Title);
        Assert.Contains("another encoding than was said", document.Mended);
    }

    [Theory]
    [InlineData("koi8-r", "Её")]
    [InlineData("koi8-r", "её")]
    [InlineData("tis-620", "เทพ")]
    [InlineData("cp866", "так")]
    public void A_lone_word_that_is_utf_8_by_chance_is_what_its_label_says(string label, string title)
    {
        var bytes = EncodingNames.Of(label)!.GetBytes($"<rss><channel><title>{title}</title></channel></rss>");

        var document = FeedText.Read(bytes, contentType: $"text/xml; charset={label}");

        Assert.Equal(title, document.Title);
        Assert.DoesNotContain("another encoding than was said", document.Mended);
    }

    [Fact]
    public void Latin_1_that_is_what_it_says_needs_no_mending()
    {
        var bytes = Encoding.Latin1.GetBytes("<rss><channel><title>Grüße vom Café</title></channel></rss>");

        Assert.Empty(FeedText.Read(bytes, contentType: "text/xml; charset=iso-8859-1").Mended);
    }

    [Theory]
    [InlineData(932, "これは日本語のニュースの見出しです。")]
    [InlineData(51932, "これは日本語のニュースの見出しです。")]
    [InlineData(949, "오늘의 주요 뉴스 제목입니다")]
    [InlineData(1251, "Сегодня в городе открыли новый мост")]
    [InlineData(20866, "Сегодня в городе открыли новый мост")]
    [InlineData(54936, "今天城市里的新桥开通了")]
    [InlineData(1252, "Café, naïve: “Grüße”")]
    [InlineData(1252, "L’été à Genève, où l’on a vu des élèves très à l’aise")]
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
