using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.WordPress;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Formats;

/// <summary>Documents that were made to hurt, or were hurt on the way.</summary>
public sealed class UnsafeDocumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public static TheoryData<string, string> Bombs =>
        new()
        {
            {
                "billion laughs",
                "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"lol\">"
                    + Laughs()
                    + "]><nitf><body><body.content><p>&l9;</p></body.content></body></nitf>"
            },
            {
                "billion laughs in NewsML",
                "<?xml version=\"1.0\"?><!DOCTYPE newsItem [<!ENTITY a \"lol\">"
                    + Laughs()
                    + "]><newsItem><contentSet><inlineXML>&l9;</inlineXML></contentSet></newsItem>"
            },
            {
                "a file from outside",
                "<!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>"
            },
            { "200,000 levels of NITF", "<nitf>" + Repeat("<p>", 200_000) + "x" + Repeat("</p>", 200_000) + "</nitf>" },
            { "200,000 levels of NewsML", "<newsItem>" + Repeat("<a>", 200_000) },
            { "200,000 levels of ANS", "{\"type\":\"story\",\"version\":\"0.10.9\",\"content_elements\":" + Repeat("[", 200_000) },
            { "200,000 levels of objects", Repeat("{\"db\":", 200_000) + "1" + Repeat("}", 200_000) },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void It_is_refused_at_once(string what, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        FormatSamples.ReadBytes(bytes, address: null);

        var document = InTime.Do(Patience, () => FormatSamples.ReadBytes(bytes, address: null));

        Assert.True(document.Error is not null, what);
        Assert.Empty(document.Items);
    }

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""[{"\uDBFF":1}]""")]
    [InlineData("""{"type":"story","version":"0.10.9","headlines":{"basic":"t","\udc00":1},"_id":"1"}""")]
    [InlineData("""{"uri":"urn:x:1","version":"1.0","headline":"t","body_text":"b","\ud800x":"y"}""")]
    [InlineData("""{"db":[{"data":{"posts":[{"id":"1","\ud800":1}]}}]}""")]
    [InlineData("""[{"id":1,"\ud800":1,"title":{"rendered":"t"}}]""")]
    public void A_name_that_is_no_text_is_refused(string text)
    {
        Assert.NotNull(FormatSamples.ReadText(text).Error);
        Assert.Null(SourceJson.Parse(Encoding.UTF8.GetBytes(text), out var fault));
        Assert.Equal("every name must be valid Unicode", fault);
    }

    [Theory]
    [InlineData("{\"by\":\"x\"\n", "line 2: it ends within an object or a list")]
    [InlineData("[{\"uri\":\n1}", "line 2: it ends within an object or a list")]
    [InlineData("{\"by\" \"x\"}", "line 1: not JSON")]
    public void What_is_no_whole_document_is_told_as_what_it_is(string text, string fault)
    {
        Assert.Null(SourceJson.Parse(Encoding.UTF8.GetBytes(text), out var told));
        Assert.Equal(fault, told);
    }

    [Fact]
    public void A_document_that_is_too_deep_is_told_so()
    {
        Assert.Null(SourceJson.Parse(Encoding.UTF8.GetBytes(new string('[', 200) + new string(']', 200)), out var told));
        Assert.Equal("line 1: more than 128 levels deep", told);
    }

    [Fact]
    public void Half_a_character_in_a_value_refuses_no_document()
    {
        using var json = SourceJson.Parse("""{"a":"\ud800","b":"\ud83d\ude00"}"""u8.ToArray(), out var fault);

        Assert.Null(fault);
        Assert.Equal((null, "😀"), (json!.RootElement.Text("a"), json.RootElement.Text("b")));
    }

    [Fact]
    public void What_a_reader_stumbles_over_is_refused()
    {
        var bytes = new SourceBytes("x"u8.ToArray(), ContentType: null, Address: null);

        var odd = new SourceReader([new Stumbling(new InvalidOperationException())]).Read(bytes, CancellationToken.None);
        var costly = new SourceReader([new Stumbling(new RegexMatchTimeoutException())]).Read(bytes, CancellationToken.None);

        Assert.Equal(
            ("every text in it must be valid Unicode", "text that can be understood in reasonable time"),
            (odd.Error, costly.Error)
        );
    }

    [Theory]
    [InlineData("[caption]", "")]
    [InlineData("[caption]", "[/wp_caption]")]
    [InlineData("[caption][/wp_caption]", "")]
    [InlineData("[note]", "")]
    public void A_hundred_thousand_shortcodes_take_no_more_than_their_time(string piece, string end)
    {
        var text = Repeat(piece, 100_000) + new string('x', 30_000) + end;
        var shortcodes = new WordPressShortcodes(new Dictionary<string, WordPressPicture>(StringComparer.Ordinal));

        var html = InTime.Do(4 * Patience, () => shortcodes.Expand(text));

        Assert.Contains("xxx", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_that_is_too_costly_is_refused_and_its_neighbours_are_read()
    {
        var document = FormatSamples.ReadText(
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>"
                + $"<item><guid>1</guid><content:encoded>one</content:encoded></item><item><guid>2</guid><title>Costly</title><content:encoded><![CDATA[{Repeat("<pre>", 150_000)}]]></content:encoded></item>"
                + "<item><guid>3</guid><content:encoded>three</content:encoded></item></channel></rss>"
        );

        Assert.Equal([("1", 0), ("2", 1), ("3", 0)], document.Items.Select(item => (item.Id, item.Faults.Count)));
        Assert.Equal("Costly", document.Items[1].Title);
    }

    [Fact]
    public void A_deep_item_of_an_export_takes_no_more_than_its_time()
    {
        var text =
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><title>t</title>"
            + Repeat("<a>", 200_000)
            + "x"
            + Repeat("</a>", 200_000)
            + "</item></channel></rss>";
        FormatSamples.ReadText(text);

        var document = InTime.Do(Patience, () => FormatSamples.ReadText(text));

        Assert.Equal(SourceKinds.Wxr, document.Kind);
    }

    [Property(MaxTest = 300)]
    public void Nothing_that_happens_to_a_document_on_the_way_throws(int seed)
    {
        var random = new Random(seed);
        var files = Directory
            .GetFiles(FormatSamples.Folder)
            .Where(file => !file.EndsWith(".read", StringComparison.Ordinal))
            .Order()
            .ToList();
        var bytes = File.ReadAllBytes(files[random.Next(files.Count)]);
        for (var change = random.Next(1, 6); change > 0; change--)
            bytes = Changed(bytes, random);

        var document = FormatSamples.ReadBytes(bytes, address: null);

        Assert.NotEmpty(document.Kind);
    }

    [Property(MaxTest = 200)]
    public Property Every_word_of_a_classic_post_is_in_its_paragraphs(NonEmptyArray<PositiveInt> words)
    {
        var random = new Random(words.Item.Length);
        var text = string.Concat(
            words.Item.Select(word =>
                $"word{word.Item}"
                + (
                    random.Next(4) switch
                    {
                        0 => "\n\n",
                        1 => "\n",
                        2 => " <b>x</b> ",
                        _ => " ",
                    }
                )
            )
        );

        var html = WordPressText.ToHtml(text, new WordPressShortcodes(new Dictionary<string, WordPressPicture>(StringComparer.Ordinal)));

        return (PlainText.Of(html!) == PlainText.Of(text)).ToProperty();
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        if (bytes.Length < 2)
            return bytes;
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, 40), bytes.Length - at);
        return random.Next(4) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]],
            _ => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
        };
    }

    private sealed class Stumbling(Exception fault) : ISourceReader
    {
        public SourceDocument? Read(SourceBytes source, CancellationToken ct) => throw fault;
    }

    private static string Laughs() =>
        string.Concat(
            Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{Repeat(level == 1 ? "&a;" : $"&l{level - 1};", 10)}\">")
        );

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
