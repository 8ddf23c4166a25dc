using FsCheck.Xunit;
using Syndication.Digests;

namespace Syndication.Tests.Digests;

public sealed class MailHtmlTests
{
    [Theory]
    [InlineData("<p>a</td></tr></table>b", "<p style=\"margin:0 0 16px\">ab</p>")]
    [InlineData("<em>a<strong>b</em>c", "<em>a<strong>b</strong></em>c")]
    [InlineData("a<script>b</script>c<iframe src=x></iframe>d", "acd")]
    [InlineData(
        "<a href=\"https://x.test/?a=1&amp;b=2\" onclick=\"x\" class=y>z</a>",
        "<a href=\"https://x.test/?a=1&amp;b=2\" style=\"color:#8f1d1d\">z</a>"
    )]
    [InlineData("1 < 2 &amp; 3", "1 &lt; 2 &amp; 3")]
    [InlineData("<img>", "")]
    public void A_body_is_rebuilt_so_that_it_cannot_break_the_frame(string body, string styled) =>
        Assert.Equal(styled, MailHtml.Style(body, rightToLeft: false));

    [Theory]
    [InlineData("<img src=\"https://x.test/a.png\" width=\"2000\" height=\"900\">", "width=\"600\"")]
    [InlineData("<img src=\"https://x.test/a.png\" width=\"300\">", "width=\"300\"")]
    [InlineData("<img src=\"https://x.test/a.png\" width=\"1200\" height=\"600\">", "width=\"600\" height=\"300\"")]
    [InlineData("<img src=\"https://x.test/a.png\" width=\"800\" height=\"1600\">", "width=\"225\" height=\"450\"")]
    [InlineData("<img src=\"https://x.test/a.png\">", "alt=\"\"")]
    public void A_picture_has_an_alternative_and_is_no_wider_than_the_column(string body, string expected) =>
        Assert.Contains(expected, MailHtml.Style(body, rightToLeft: false), StringComparison.Ordinal);

    [Fact]
    public void Right_to_left_text_turns_lists_and_quotations_round()
    {
        var styled = MailHtml.Style("<ul><li>a</li></ul><blockquote>b</blockquote>", rightToLeft: true);

        Assert.Contains("padding:0 24px 0 0", styled, StringComparison.Ordinal);
        Assert.Contains("border-right:", styled, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "margin:0 0 8px 24px")]
    [InlineData(true, "margin:0 24px 8px 0")]
    public void What_explains_a_term_stands_in_from_where_its_lines_begin(bool rightToLeft, string style) =>
        Assert.Equal($"<dd style=\"{style}\">a</dd>", MailHtml.Style("<dd>a</dd>", rightToLeft));

    [Property(MaxTest = 300)]
    public void Whatever_the_body_every_element_is_closed_and_nothing_runs(string[] pieces)
    {
        string[] tags =
        [
            "<p>",
            "</p>",
            "<table><tr><td>",
            "</table>",
            "<a href='x'>",
            "</a>",
            "<script>",
            "</script>",
            "<li",
            "\"",
            "<!--",
            "-->",
        ];
        var body = string.Concat(pieces.Select((piece, index) => piece + tags[(index + (piece?.Length ?? 0)) % tags.Length]));

        var open = new Stack<string>();
        foreach (var token in HtmlToken.Read(MailHtml.Style(body, rightToLeft: false)))
        {
            Assert.NotEqual("script", token.Name);
            if (token.Kind is HtmlTokenKind.Open && !token.IsVoid)
                open.Push(token.Name);
            else if (token.Kind is HtmlTokenKind.Close)
                Assert.Equal(token.Name, open.Pop());
        }

        Assert.Empty(open);
    }
}
