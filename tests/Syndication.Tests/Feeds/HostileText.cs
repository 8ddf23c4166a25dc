using FsCheck;
using FsCheck.Fluent;

namespace Syndication.Tests.Feeds;

/// <summary>What writers of feeds have stumbled over, in any order.</summary>
public sealed record HostileText(string Value)
{
    private static readonly string[] Pieces =
    [
        "",
        " ",
        "a",
        "Why 3 < 4",
        "AT&T",
        "&amp;",
        "&#x26;",
        "&rsquo;",
        "<b>bold</b>",
        "</p>",
        "<script>alert(1)</script>",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "\"quoted\"",
        "'",
        "\0",
        "\u0001",
        "\u000B",
        "\u000C",
        "\u001F",
        "\u007F",
        "\u0085",
        "\u009F",
        "\uFFFD",
        "\uFFFE",
        "\uFFFF",
        "\uFDD0",
        "\uD83D",
        "\uDE00",
        "😀",
        "\U0001FFFE",
        "\U0010FFFF",
        "سلمى",
        "\u202E",
        "日本",
        "e\u0301",
        "\r\n",
        "\r",
        "\n",
        "\t",
        "\u2028",
        "{{x}}",
        "%00",
        "\\",
        "${x}",
        "href=\"#x\"",
        "<a href=\"#n\">",
        "<img src=\"",
        "<?xml version=\"1.0\"?>",
        "<!DOCTYPE x [<!ENTITY y \"z\">]>",
        "&y;",
    ];

    public static Arbitrary<HostileText> Texts() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => new HostileText(string.Concat(pieces))).ToArbitrary();

    public override string ToString() => Value;
}
