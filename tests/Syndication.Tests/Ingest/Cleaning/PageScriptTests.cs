using Syndication.Ingest.Cleaning;

namespace Syndication.Tests.Ingest.Cleaning;

/// <summary>What pages do with scripts is plain for readers without: late pictures, embeds, AMP.</summary>
public sealed class PageScriptTests
{
    private const string Real = "<p><img src=\"https://news.test/real.jpg\" alt=\"\"></p>";
    private static readonly HtmlCleaner Cleaner = new();
    private static readonly Uri Base = new("https://news.test/2026/boots");

    [Theory]
    [InlineData("<img data-src=/real.jpg>")]
    [InlineData("<img src='data:image/svg+xml,%3Csvg/%3E' data-lazy-src=/real.jpg loading=lazy>")]
    [InlineData("<img src=/spacer.gif data-original=/real.jpg>")]
    [InlineData("<img src=/thumb-20.jpg class='lazyload blur' data-src=/real.jpg>")]
    [InlineData("<img class=lozad data-ll-src=/real.jpg src=/x.jpg>")]
    [InlineData("<img src=/blank.gif data-cfsrc=/real.jpg>")]
    [InlineData("<img src='data:,' nitro-lazy-src=/real.jpg>")]
    [InlineData("<img src=/real.jpg data-orig-file=/huge.jpg>")]
    [InlineData("<img src=/real.jpg data-src=3>")]
    [InlineData("<amp-img src=/real.jpg layout=responsive></amp-img>")]
    [InlineData("<amp-img src=/real.jpg><noscript><img src=/real.jpg></noscript><img placeholder src=/tiny.jpg></amp-img>")]
    [InlineData("<noscript><img src=/real.jpg></noscript>")]
    [InlineData("<img class=lazy src='data:image/gif;base64,R0'><noscript><img src=/real.jpg></noscript>")]
    [InlineData("<noscript><img src='/real.jpg'></noscript><img class=lazyload src='data:,' data-src=/real.jpg>")]
    [InlineData("<img src=/lazy_placeholder.gif><noscript><img src=\"/real.jpg\"/></noscript>")]
    [InlineData("<img src=/tiny.jpg alt><noscript><img src=/real.jpg alt='A boat'></noscript>", false)]
    public void A_picture_that_a_page_loads_late_is_there_once(string html, bool isOne = true)
    {
        var cleaned = Cleaner.Clean(html, Base).Html;

        Assert.Contains("src=\"https://news.test/real.jpg\"", cleaned, StringComparison.Ordinal);
        if (isOne)
            Assert.Equal(Real, cleaned);
    }

    [Theory]
    [InlineData(
        "<picture><source type=image/avif srcset='/a.avif 800w'><source srcset='/s.jpg 400w, /m.jpg 1200w, /l.jpg 3000w'><img></picture>",
        "m.jpg"
    )]
    [InlineData("<picture><source data-srcset='/m.jpg'><img src='data:image/gif;base64,R0'></picture>", "m.jpg")]
    [InlineData("<picture><source type=image/webp srcset=/m.webp><img class=lazy src=/placeholder.png></picture>", "m.webp")]
    [InlineData("<img srcset='/s.jpg 1x, /m.jpg 2x, /l.jpg 3x'>", "m.jpg")]
    [InlineData("<img srcset='/l.jpg 2400w, /xl.jpg 4000w'>", "l.jpg")]
    public void Of_several_sizes_the_one_that_serves_any_screen_is_the_source(string html, string file) =>
        Assert.Contains($"<img src=\"https://news.test/{file}\"", Cleaner.Clean(html, Base).Html, StringComparison.Ordinal);

    [Fact]
    public void A_picture_and_the_same_in_a_noscript_with_the_same_words_are_one() =>
        Assert.Equal(
            "<figure><img src=\"https://news.test/big.jpg\" alt=\"A boat\"><figcaption>Boat</figcaption></figure>",
            Cleaner
                .Clean(
                    "<figure><img src=/tiny.jpg alt='A boat'><noscript><img src=/big.jpg alt='A boat'></noscript><figcaption>Boat</figcaption></figure>",
                    Base
                )
                .Html
        );

    [Fact]
    public void What_follows_an_amp_picture_without_an_end_tag_is_not_lost() =>
        Assert.Equal(
            "<p><img src=\"https://news.test/a.jpg\" alt=\"A\" width=\"4\" height=\"3\">words</p>",
            Cleaner.Clean("<amp-img src=/a.jpg alt=A width=4 height=3>words", Base).Html
        );

    [Theory]
    [InlineData("<iframe src='https://www.youtube-nocookie.com/embed/abcdefghijk?start=3' title='YouTube video player'></iframe>")]
    [InlineData("<iframe src='about:blank' data-src='//www.youtube.com/embed/abcdefghijk'></iframe>")]
    [InlineData("<amp-youtube data-videoid=abcdefghijk layout=responsive></amp-youtube>")]
    [InlineData("<lite-youtube videoid=abcdefghijk></lite-youtube>")]
    [InlineData(
        "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>\nhttps://www.youtube.com/watch?v=abcdefghijk\n</div></figure>"
    )]
    [InlineData("<iframe src='https://youtu.be/abcdefghijk?t=2'></iframe>")]
    public void A_video_is_a_link_with_a_still(string html) =>
        Assert.Contains(
            "<a href=\"https://www.youtube.com/watch?v=abcdefghijk\" rel=\"noopener\">"
                + "<img src=\"https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg\" alt=\"\"><br>youtube.com</a>",
            Cleaner.Clean(html, Base).Html,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("<iframe src='https://player.vimeo.com/video/1?h=2' title='The harbour'></iframe>", "https://vimeo.com/1", "The harbour")]
    [InlineData("<script src='https://gist.github.com/jane/0a1b2c.js'></script>", "https://gist.github.com/jane/0a1b2c", "gist.github.com")]
    [InlineData("<script async src=//asciinema.org/a/Ab12.js id=x></script>", "https://asciinema.org/a/Ab12", "asciinema.org")]
    [InlineData("<amp-twitter data-tweetid=123></amp-twitter>", "https://twitter.com/i/status/123", "twitter.com")]
    [InlineData("<div class=fb-post data-href=https://www.facebook.com/p/1></div>", "https://www.facebook.com/p/1", "facebook.com")]
    [InlineData(
        "<div class=flourish-embed data-src=visualisation/12></div>",
        "https://public.flourish.studio/visualisation/12",
        "public.flourish.studio"
    )]
    [InlineData("<object data=https://docs.test/a.pdf></object>", "https://docs.test/a.pdf", "docs.test")]
    public void An_embed_without_a_known_still_is_a_link(string html, string address, string text) =>
        Assert.Equal($"<p><a href=\"{address}\" rel=\"noopener\">{text}</a></p>", Cleaner.Clean(html, Base).Html);

    [Theory]
    [InlineData(
        "<blockquote class='twitter-tweet'><p>Words &mdash; here</p>&mdash; Jane (@jane) <a href='https://twitter.com/jane/status/1'>May 1</a></blockquote><script async src='https://platform.twitter.com/widgets.js'></script>",
        "<blockquote><p>Words — here</p><p>— Jane (@jane) <a href=\"https://twitter.com/jane/status/1\" rel=\"noopener\">May 1</a></p></blockquote>"
    )]
    [InlineData(
        "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@a/video/1'><section>Dance</section></blockquote>",
        "<blockquote cite=\"https://www.tiktok.com/@a/video/1\"><p>Dance</p><p><a href=\"https://www.tiktok.com/@a/video/1\" rel=\"noopener\">tiktok.com</a></p></blockquote>"
    )]
    [InlineData(
        "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/x/'><svg><path/></svg></blockquote>",
        "<blockquote><p><a href=\"https://www.instagram.com/p/x/\" rel=\"noopener\">instagram.com</a></p></blockquote>"
    )]
    public void A_post_of_another_site_keeps_its_words_and_a_link(string html, string expected) =>
        Assert.Equal(expected, Cleaner.Clean(html, Base).Html);

    [Fact]
    public void A_film_holds_its_still_for_readers_that_take_players_away() =>
        Assert.Equal(
            "<p><video src=\"https://news.test/v.mp4\" controls=\"\" poster=\"https://news.test/p.jpg\">"
                + "<a href=\"https://news.test/v.mp4\" rel=\"noopener\"><img src=\"https://news.test/p.jpg\" alt=\"Video\"></a></video></p>",
            Cleaner.Clean("<video poster=/p.jpg src=/v.mp4 autoplay onplay=x></video>", Base).Html
        );

    [Theory]
    [InlineData("<noscript><img height=1 width=1 style='display:none' src='https://www.facebook.com/tr?id=1'></noscript>")]
    [InlineData("<noscript><iframe src='https://www.googletagmanager.com/ns.html'></iframe></noscript>")]
    [InlineData(
        "<amp-pixel src='https://count.test/p'></amp-pixel><amp-analytics><script type=application/json>{}</script></amp-analytics>"
    )]
    [InlineData("<script src='https://gist.github.com.evil.test/jane/1.js'></script>")]
    [InlineData("<noscript>Please enable JavaScript</noscript>")]
    public void What_counts_readers_or_asks_for_scripts_is_gone(string html) =>
        Assert.Equal("<p>y</p>", Cleaner.Clean("<p>y</p>" + html, Base).Html);

    [Fact]
    public void Many_pictures_for_browsers_without_scripts_come_to_an_end()
    {
        var html = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"<noscript><img src=/{number}.jpg></noscript>"));

        Assert.Contains("/9999.jpg", Cleaner.Clean(html, Base).Html, StringComparison.Ordinal);
    }
}
