using FsCheck.Xunit;
using Syndication.Digests;
using Syndication.Templates;

namespace Syndication.Tests.Digests;

public sealed class MailTextTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines")]
    [InlineData("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c")]
    [InlineData("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b")]
    [InlineData("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n\n> b\n\nc")]
    [InlineData("<p>a&nbsp;&amp; <b>b</b></p><script>x</script>", "a & b")]
    [InlineData("<p>see <a href=\"https://x.test\">this</a></p>", "see this [1]")]
    [InlineData("<p>in <a href=\"#top\">page</a></p>", "in page")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("<img src=x alt=\"A cat\">", "[A cat]")]
    [InlineData("</ul></li></a></blockquote>odd", "odd")]
    public void A_body_reads_well_as_text(string html, string text) => Assert.Equal(text, MailText.Of(html, new LinkList()));

    [Fact]
    public void Links_keep_their_number_wherever_they_are_met_again()
    {
        var links = new LinkList();
        MailText.Of("<a href='https://a.test'>a</a><a href='https://b.test'>b</a><a href='https://a.test'>a</a>", links);

        Assert.Equal(["[1] https://a.test", "[2] https://b.test"], links.Lines);
    }

    [Fact]
    public void Scripts_without_spaces_are_wrapped_too()
    {
        var lines = TextWrap.Lines(new string('語', 100)).ToList();

        Assert.Equal([36, 36, 28], lines.Select(line => line.Length));
    }

    [Property(MaxTest = 300)]
    public void Wrapping_loses_no_word_and_keeps_to_the_width(string[] words)
    {
        var text = string.Join(' ', words.Where(word => word is not null));
        var lines = TextWrap.Lines(text).ToList();

        Assert.Equal(
            string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
            string.Concat(string.Concat(lines).Where(c => !char.IsWhiteSpace(c)))
        );
        Assert.All(lines, line => Assert.True(line.Length <= TextWrap.Width || !line.Trim().Contains(' ')));
    }
}
