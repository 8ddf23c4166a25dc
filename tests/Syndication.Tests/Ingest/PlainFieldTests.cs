using FsCheck.Xunit;
using Syndication.Ingest;
using Syndication.Ingest.Cleaning;

namespace Syndication.Tests.Ingest;

public sealed class PlainFieldTests
{
    [Theory]
    [InlineData("3 < 4 > 2", "3 < 4 > 2")]
    [InlineData("R&D at AT&T", "R&D at AT&T")]
    [InlineData("AT&amp;T", "AT&T")]
    [InlineData("<b>Bold</b> &lt;b&gt;", "Bold <b>")]
    [InlineData("One<br/>two<BR>three", "One two three")]
    [InlineData("<a href='x'>Link</a><!-- note -->", "Link")]
    [InlineData("<unknown> stays", "<unknown> stays")]
    [InlineData("x<y and y>z", "x<y and y>z")]
    [InlineData("  two\n lines\t ", "two lines")]
    [InlineData("a\u0000b\u001Fc\u202Ed", "abcd")]
    [InlineData("“Curly” — ‘quotes’ … 日本 👩‍🚀", "“Curly” — ‘quotes’ … 日本 👩‍🚀")]
    public void Text_becomes_plain_once(string sent, string expected) => Assert.Equal(expected, PlainField.Clean(sent, out _));

    [Property(MaxTest = 500)]
    public void What_is_plain_has_no_control_characters_and_fits_into_xml(string? text)
    {
        var plain = PlainField.Clean(text ?? "", out _);

        Assert.DoesNotContain(plain, char.IsControl);
        Assert.Equal(plain, XmlCharacters.Keep(plain));
        Assert.Equal(plain, plain.Trim());
    }
}
