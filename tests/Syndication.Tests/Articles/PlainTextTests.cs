using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Articles;

namespace Syndication.Tests.Articles;

public sealed partial class PlainTextTests
{
    private static readonly string[] Pieces =
    [
        "<p>",
        "</p>",
        "<br/>",
        "<a href=\"x\">",
        "<",
        ">",
        " ",
        "\n\t",
        "\u00a0",
        "\u2003",
        "&amp;",
        "&lt;b&gt;",
        "&#160;",
        "&#x1F600;",
        "&",
        "word",
        "größe",
        "東京",
        "\ud800",
    ];

    [Fact]
    public void Blocks_are_words_apart_and_entities_are_signs() =>
        Assert.Equal("One & two. 3 < 4 three", PlainText.Of("<p>One &amp; <b>two</b>.</p>\n<p>3 &lt; 4&nbsp;three</p>").Replace(" .", "."));

    [Property(MaxTest = 2000)]
    public Property It_is_what_the_three_rules_make_one_after_the_other() =>
        Prop.ForAll(
            Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary(),
            html => PlainText.Of(html) == Spaces().Replace(WebUtility.HtmlDecode(Marks().Replace(html, " ")), " ").Trim()
        );

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
