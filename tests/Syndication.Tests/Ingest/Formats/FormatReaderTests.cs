using Syndication.Ingest.Formats;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Formats;

/// <summary>What is understood of a document of each format, field by field.</summary>
public sealed class FormatReaderTests
{
    private static readonly Uri Site = new("https://notes.example/");

    [Theory]
    [InlineData("story.ans.json")]
    [InlineData("results.ans.json")]
    [InlineData("item1.ninjs.json")]
    [InlineData("item3.ninjs.json")]
    [InlineData("story.nitf.xml")]
    [InlineData("message.newsml-g2.xml")]
    [InlineData("nitf-inside.newsml-g2.xml")]
    [InlineData("export.wxr.xml")]
    [InlineData("posts.wordpress.json")]
    [InlineData("export.ghost.json")]
    public void Everything_of_a_document_is_understood_or_listed(string file) =>
        Golden.Matches(
            Path.Combine("formats", Path.GetFileNameWithoutExtension(file) + ".read"),
            FormatSamples.Describe(FormatSamples.Read(file, file.Contains("ghost", StringComparison.Ordinal) ? Site : null))
        );

    [Fact]
    public void A_document_of_another_family_is_left_to_other_readers()
    {
        string[] others =
        [
            """{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[]}""",
            """{"id":"a","title":"t","bodyHtml":"<p>x</p>"}""",
            """<rss version="2.0"><channel><title>t</title></channel></rss>""",
            "[]",
            "[1, 2]",
            "plain text",
            "",
        ];

        Assert.All(others, text => Assert.Equal(SourceKinds.Unknown, FormatSamples.ReadText(text).Kind));
    }

    [Fact]
    public void Documents_that_stand_on_lines_of_their_own_are_several_pieces()
    {
        const string Lines = """
            {"_id":"A","type":"story","version":"0.10.12","headlines":{"basic":"A"},"content_elements":[{"type":"text","content":"a"}]}

            {"_id":"B","type":"story","version":"0.10.9","headlines":{"basic":"B"}}
            """;

        var document = FormatSamples.ReadText(Lines);

        Assert.Null(document.Error);
        Assert.Equal(["A", "B"], document.Items.Select(item => item.Title));
    }

    [Fact]
    public void An_export_that_breaks_off_gives_what_was_readable_and_says_where()
    {
        var whole = File.ReadAllText(Path.Combine(FormatSamples.Folder, "export.wxr.xml"));
        var broken = whole[..whole.IndexOf("<title>A draft</title>", StringComparison.Ordinal)] + "<title>cut < short";

        var document = FormatSamples.ReadText(broken);

        Assert.Equal(["A classic post & its paragraphs", "Blocks"], document.Items.Select(item => item.Title));
        Assert.Matches(@"^line \d+, character \d+: .*not read$", document.Error);
    }

    [Fact]
    public void A_relative_address_is_taken_from_the_site_where_it_is_known()
    {
        const string Story =
            """{"_id":"A","type":"story","version":"0.10.9","canonical_url":"/a/","headlines":{"basic":"A"},"content_elements":[{"type":"text","content":"a"}]}""";

        var known = FormatSamples.ReadBytes(System.Text.Encoding.UTF8.GetBytes(Story), Site);
        var unknown = FormatSamples.ReadText(Story);

        Assert.Equal("https://notes.example/a/", known.Items[0].Url);
        Assert.Null(unknown.Items[0].Url);
        Assert.Contains("canonical_url: relative, and the site is not known", unknown.Items[0].Unmapped);
    }
}
