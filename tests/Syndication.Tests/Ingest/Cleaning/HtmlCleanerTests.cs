using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Ingest.Cleaning;

namespace Syndication.Tests.Ingest.Cleaning;

public sealed class HtmlCleanerTests
{
    private static readonly HtmlCleaner Cleaner = new();
    private static readonly Uri Base = new("https://news.test/2026/boots");

    [Theory]
    [InlineData("<p>Hello <script>alert(1)</script>world</p>", "<p>Hello world</p>")]
    [InlineData("<p onclick=alert(1) style='color:red' class=x id=y>Hi</p>", "<p>Hi</p>")]
    [InlineData("<h1>Big</h1><h2>Small</h2>", "<h2>Big</h2><h2>Small</h2>")]
    [InlineData("loose text<br>more", "<p>loose text<br>more</p>")]
    [InlineData("<div>one</div><div>two <b>bold</b></div>", "<p>one</p><p>two <b>bold</b></p>")]
    [InlineData("<div><div><p>deep</p></div>after</div>", "<p>deep</p><p>after</p>")]
    [InlineData("<p>a<span> b </span><font color=red>c</font></p>", "<p>a b c</p>")]
    [InlineData("<p>&nbsp;</p><p>kept</p><p><br></p>", "<p>kept</p>")]
    [InlineData("<ul><li>one<ul><li>two</li></ul></li></ul>", "<ul><li>one<ul><li>two</li></ul></li></ul>")]
    [InlineData("<pre><code>a &lt; b\n  c</code></pre>", "<pre><code>a &lt; b\n  c</code></pre>")]
    [InlineData("<a href='/x?a=1&b=2'>x</a>", "<p><a href=\"https://news.test/x?a=1&amp;b=2\" rel=\"noopener\">x</a></p>")]
    [InlineData("<p><a href='//cdn.test/x'>x</a></p>", "<p><a href=\"https://cdn.test/x\" rel=\"noopener\">x</a></p>")]
    [InlineData("<p><a href='java\nscript:alert(1)'>x</a></p>", "<p>x</p>")]
    [InlineData("<p><a href='data:text/html,x'>x</a></p>", "<p>x</p>")]
    [InlineData("<p><a href='mailto:a@b.test'>x</a></p>", "<p><a href=\"mailto:a@b.test\" rel=\"noopener\">x</a></p>")]
    [InlineData(
        "<p><a href='#n1'>1</a></p><p id=n1>Note</p><p id=n2>Other</p>",
        "<p><a href=\"#n1\">1</a></p><p id=\"n1\">Note</p><p>Other</p>"
    )]
    [InlineData("<img src=a.jpg alt='A \"b\"'>", "<p><img src=\"https://news.test/2026/a.jpg\" alt=\"A &quot;b&quot;\"></p>")]
    [InlineData("<img src=x.gif width=1 height=1><p>y</p>", "<p>y</p>")]
    [InlineData("<p>y<img src='https://pixel.wp.com/b.gif?v=1'></p>", "<p>y</p>")]
    [InlineData("<img src='data:image/gif;base64,R0' data-src='/real.jpg'>", "<p><img src=\"https://news.test/real.jpg\" alt=\"\"></p>")]
    [InlineData(
        "<img src=/placeholder.png data-src=/real.jpg data-srcset='/s.jpg 1x, /l.jpg 2x'>",
        "<p><img src=\"https://news.test/real.jpg\" alt=\"\" srcset=\"https://news.test/s.jpg 1x, https://news.test/l.jpg 2x\"></p>"
    )]
    [InlineData(
        "<figure><picture><source srcset=/w.webp><img src=/w.jpg></picture><figcaption>A <i>cap</i></figcaption></figure>",
        "<figure><img src=\"https://news.test/w.jpg\" alt=\"\"><figcaption>A <i>cap</i></figcaption></figure>"
    )]
    [InlineData(
        "<iframe src='https://www.youtube.com/embed/abcdefghijk?rel=0'></iframe>",
        "<p><a href=\"https://www.youtube.com/watch?v=abcdefghijk\" rel=\"noopener\"><img src=\"https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg\" alt=\"\"><br>youtube.com</a></p>"
    )]
    [InlineData("<iframe src=//maps.test/x title='A map'></iframe>", "<p><a href=\"https://maps.test/x\" rel=\"noopener\">A map</a></p>")]
    [InlineData("<form><input name=a><button>Go</button></form><p>y</p>", "<p>y</p>")]
    [InlineData("<p style='position: fixed; top:0'>The piece's words.</p><p>y</p>", "<p>The piece's words.</p><p>y</p>")]
    [InlineData(
        "<div style='position:fixed'> </div><div class=newsletter-modal style='position:fixed'>Subscribe!</div><p>y</p>",
        "<p>y</p>"
    )]
    [InlineData("<p>y</p><div hidden>no</div><span style='display:none'>preheader</span>", "<p>y</p>")]
    [InlineData(
        "<a href=/x><h3>Card</h3><p>Text</p></a>",
        "<h3><a href=\"https://news.test/x\" rel=\"noopener\">Card</a></h3><p><a href=\"https://news.test/x\" rel=\"noopener\">Text</a></p>"
    )]
    [InlineData("<audio src=/a.mp3></audio>", "<p><audio src=\"https://news.test/a.mp3\" controls=\"\"></audio></p>")]
    [InlineData(
        "<video controls><source src=/v.mp4 type=video/mp4></video>",
        "<p><video controls=\"\"><source src=\"https://news.test/v.mp4\" type=\"video/mp4\"></video></p>"
    )]
    [InlineData("<table><tr><td colspan=2 style=x>1</td></tr></table>", "<table><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>")]
    [InlineData("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>")]
    [InlineData("<blockquote>quote</blockquote>", "<blockquote><p>quote</p></blockquote>")]
    [InlineData("<p>a\u0001b\uFFFEc&#x1;d</p>", "<p>abcd</p>")]
    [InlineData("<p>3 < 4 &amp; “so” — 日本 <3</p>", "<p>3 &lt; 4 &amp; “so” — 日本 &lt;3</p>")]
    [InlineData("<p>a<!-- c --><svg onload=x><script>1</script></svg><math><mi>x</mi></math>b</p>", "<p>ab</p>")]
    public void Readers_get_what_they_need_and_nothing_else(string html, string expected) =>
        Assert.Equal(expected, Cleaner.Clean(html, Base).Html);

    [Fact]
    public void What_was_taken_out_is_counted()
    {
        var cleaned = Cleaner.Clean("<script>1</script><p>x</p><form></form><script>2</script>", Base);

        Assert.Equal((2, 1), (cleaned.Removed["script"], cleaned.Removed["form"]));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><div></b>")]
    [InlineData("<span><div></span>")]
    [InlineData("<td><div>")]
    [InlineData("<ul><li>")]
    [InlineData("<b a=1><p>")]
    [InlineData("<select><table><input><td><div>")]
    [InlineData("<svg><p><path/>")]
    [InlineData("<!--><div>")]
    [InlineData("<x \"><div>")]
    public void Markup_that_would_be_built_too_deep_is_refused(string unit)
    {
        var bomb = string.Concat(Enumerable.Repeat(unit, Math.Min(200_000, 500_000 / unit.Length)));

        Assert.NotNull(Cleaner.Clean(bomb, Base).Refusal);
    }

    [Fact]
    public void A_tag_with_a_hundred_thousand_attributes_and_a_text_over_the_cap_are_refused()
    {
        var attributes = "<p " + string.Join(' ', Enumerable.Range(0, 60_000).Select(number => "a" + number)) + ">";

        Assert.Contains("256 attributes", Cleaner.Clean(attributes, Base).Refusal, StringComparison.Ordinal);
        Assert.Contains("512 KiB", Cleaner.Clean(new string('é', 300_000), Base).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("</scriptx>")]
    [InlineData("<br>")]
    [InlineData("<span>x</span>")]
    [InlineData("<p><b>x</p>")]
    [InlineData("&amp;")]
    public void Long_flat_markup_comes_to_an_end(string unit)
    {
        var cleaned = Cleaner.Clean(
            string.Concat(Enumerable.Repeat(unit, 500_000 / unit.Length)) + "<img srcset='" + new string('a', 5000) + " b'>",
            Base
        );

        Assert.True(cleaned.Refusal is not null || cleaned.Html.Length < 4_000_000);
    }

    [Fact]
    public void Sloppy_but_flat_markup_is_not_taken_for_deep()
    {
        var html = string.Concat(Enumerable.Repeat("<p>one<p>two <i>three<ul><li>four<li>five</ul>", 1000));

        Assert.Null(Cleaner.Clean(html, Base).Refusal);
    }

    [Theory]
    [InlineData("<math><annotation-xml encoding=text/html><style><img src=x onerror=alert(1)></style></annotation-xml></math>")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>")]
    [InlineData("<table><td><a href=x><table><td><a href=javascript:alert(1)>x")]
    [InlineData("<img src=x:alert(1) onerror=eval(src)>")]
    [InlineData("<a href='vbscript:x' onmouseover=x>y</a><object data=javascript:1></object><embed src=javascript:1>")]
    [InlineData("<<script>script>alert(1)<</script>/script>")]
    [InlineData("<!--<img src=\"--><img src=x onerror=alert(1)//\">")]
    [InlineData("<p><iframe srcdoc='<script>1</script>'></iframe><base href=//evil.test><meta http-equiv=refresh content=0>x</p>")]
    [InlineData("<h2><div><h3>a</h3></div></h2><b><p>x</b>y</p><pre>\n\n z</pre>")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">")]
    public void Hostile_markup_comes_out_harmless_and_at_rest(string html) => AssertHarmless(html);

    [Property(MaxTest = 400)]
    public Property Whatever_goes_in_what_comes_out_is_harmless_and_cleaned_again_is_the_same() =>
        Prop.ForAll(
            Gen.Elements(Fragments).ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
            (string html) => AssertHarmless(html)
        );

    [Property(MaxTest = 200)]
    public void Any_string_at_all_is_cleaned_to_something_at_rest(string? html) => AssertHarmless(html ?? "");

    private static readonly string[] Fragments =
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<a href=/x>",
        "</a>",
        "<a href='javascript:alert(1)'>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<svg>",
        "</svg>",
        "<math>",
        "</math>",
        "<mtext>",
        "<select>",
        "</select>",
        "<template>",
        "</template>",
        "<noscript>",
        "</noscript>",
        "<noscript><img src=/real.jpg></noscript>",
        "<amp-img src=/a.jpg>",
        "</amp-img>",
        "<amp-youtube data-videoid=abcdefghijk>",
        "<div class=fb-post data-href=/post>",
        "<video poster=/p.jpg src=/v.mp4>",
        "</video>",
        "<picture><source srcset='/a.webp 2x'>",
        "<img class=lazy data-src=/l.jpg src=/blank.gif>",
        "<script src=https://gist.github.com/a/1.js></script>",
        "<!--",
        "-->",
        "<img src=x onerror=alert(1)>",
        "<h2>",
        "</h2>",
        "<pre>\n",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<form>",
        "</form>",
        "<button>",
        "text",
        " ",
        "\n",
        "&lt;script&gt;",
        "&#0;",
        "\0",
        "\"",
        "'",
        "<",
        ">",
        "=",
        "<p id=a>",
        "<a href=#a>",
        "<textarea>",
        "</textarea>",
        "<title>",
        "<br>",
        "<hr>",
        "<code>",
        "</code>",
        "<figure>",
        "<figcaption>",
        "<iframe src=/v>",
        "</iframe>",
        "<video src=/v>",
        "<dl><dt>",
        "<dd>",
        "<font size=1>",
        "<marquee>",
        "<object data=/o>",
        "</object>",
        "<caption>",
        "\ud800",
        "&nbsp;",
    ];

    private static void AssertHarmless(string html)
    {
        var cleaned = Cleaner.Clean(html, Base);
        if (cleaned.Refusal is not null)
            return;
        Assert.Equal(cleaned.Html, Cleaner.Clean(cleaned.Html, Base).Html);
        Assert.Equal(cleaned.Html, XmlCharacters.Keep(cleaned.Html));
        foreach (var tag in Tags(cleaned.Html))
        {
            Assert.DoesNotContain(" on", tag, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", tag, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<style", tag, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<svg", tag, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("=\"javascript:", tag, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<string> Tags(string html)
    {
        for (var at = html.IndexOf('<'); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var end = html.IndexOf('>', at);
            yield return html[at..(end < 0 ? html.Length : end)];
        }
    }
}
