using Syndication.Ingest.Cleaning;

namespace Syndication.Tests.Ingest.Cleaning;

/// <summary>What a style hides, and what it only lays out.</summary>
public sealed class FurnishingTests
{
    private static readonly HtmlCleaner Cleaner = new();
    private static readonly Uri Base = new("https://news.test/2026/boots");

    [Theory]
    [InlineData(
        """<div style="position:relative;padding-bottom:56.25%;height:0;overflow:hidden"><iframe style="width:100%;height:100%;position:absolute;left:0;top:0" src="https://www.dailymotion.com/embed/video/x7abc" allowfullscreen></iframe></div>""",
        "https://www.dailymotion.com/video/x7abc"
    )]
    [InlineData(
        """<div style="width:100%;height:0;padding-bottom:83%;position:relative;"><iframe src="https://giphy.com/embed/l0MYt5jPR6QX5pnqM" width="100%" height="100%" style="position:absolute" class="giphy-embed"></iframe></div>""",
        "https://giphy.com/embed/l0MYt5jPR6QX5pnqM"
    )]
    [InlineData(
        """<div style="width: 100%; height: 0px; position: relative; padding-bottom: 56.250%;"><iframe src="https://streamable.com/e/ifjh" width="100%" height="100%" style="width: 100%; height: 100%; position: absolute;"></iframe></div>""",
        "https://streamable.com/e/ifjh"
    )]
    [InlineData(
        """<div style="left: 0; width: 100%; height: 0; position: relative; padding-bottom: 56.25%;"><iframe src="https://www.ted.test/embed/tide" style="top: 0; left: 0; width: 100%; height: 100%; position: absolute; border: 0;"></iframe></div>""",
        "https://www.ted.test/embed/tide"
    )]
    [InlineData(
        """<div style="padding-top:calc(56.25% + 44px);HEIGHT:0;position:relative"><iframe src="https://players.test/v/9"></iframe></div>""",
        "https://players.test/v/9"
    )]
    [InlineData(
        """<div style="position:relative;height:0;padding:0 0 56.25% 0"><iframe src="https://player.vimeo.com/video/76979871"></iframe></div>""",
        "https://vimeo.com/76979871"
    )]
    [InlineData(
        """<div style="padding:75% 0 0;height:0!important"><iframe src="https://players.test/v/9"></iframe></div>""",
        "https://players.test/v/9"
    )]
    [InlineData(
        """<iframe title="Tides" src="https://datawrapper.dwcdn.net/qQ5xK/1/" style="width: 0; min-width: 100% !important; border: none;" height="400"></iframe>""",
        "https://datawrapper.dwcdn.net/qQ5xK/1/"
    )]
    public void What_a_wrapper_lays_over_its_padding_is_shown(string html, string address)
    {
        var cleaned = Cleaner.Clean(html + "<p>y</p>", Base);

        Assert.StartsWith($"<p><a href=\"{address}\" rel=\"noopener\">", cleaned.Html, StringComparison.Ordinal);
        Assert.Empty(cleaned.Removed);
    }

    [Theory]
    [InlineData("<div style='height:0;overflow:hidden'>Preheader</div>")]
    [InlineData("<div style='height:0px;padding-bottom:0;padding-top:0px;overflow:hidden'>Preheader</div>")]
    [InlineData("<div style='height:0;padding:0 20px;overflow:hidden'>Preheader</div>")]
    [InlineData("<div style='padding:0;margin:0 auto 10px;height:0'>Preheader</div>")]
    [InlineData("<div style='height:0;padding-left:24px'>Preheader</div>")]
    [InlineData("<div style='display:none;height:0;padding-bottom:56.25%'><iframe src=/v></iframe></div>")]
    [InlineData("<div style='width:0;height:0;padding-bottom:56.25%'><iframe src=/v></iframe></div>")]
    [InlineData("<img src=/count.gif style='height:1px;width:1px;padding-bottom:4px'>")]
    [InlineData("<iframe src=/count style='height:0;padding-top:4px'></iframe>")]
    [InlineData("<iframe src=/count style='width:0;min-width:0;border:0'></iframe>")]
    public void What_has_no_height_or_width_and_no_room_above_or_below_goes(string html) =>
        Assert.Equal("<p>y</p>", Cleaner.Clean(html + "<p>y</p>", Base).Html);
}
