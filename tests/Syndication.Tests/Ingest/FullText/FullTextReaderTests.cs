using System.Text;
using Syndication.Ingest.FullText;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.FullText;

public sealed class FullTextReaderTests
{
    private const string Address = "https://news.example/2026/heater";

    private static readonly string[] Sentences =
    [
        "The ration heater went out three times before the water was warm, and the sergeant wrote down each of them.",
        "Nobody at the depot had seen the new tablets, which came in the same green box as those of last year.",
        "They burn for eleven minutes in still air, and for four on the windward side of the ridge, as the platoon found.",
        "The maker says that a shield is part of the set; in the boxes that we opened there was none.",
    ];

    private static string Paragraphs => string.Concat(Sentences.Select(sentence => $"<p>{sentence} <a href=\"/x\">more</a></p>"));

    private static string Told => string.Join(" ", Sentences.Select(sentence => sentence + " more"));

    [Fact]
    public void Structured_data_measures_what_belongs_to_the_article_and_the_page_gives_its_structure()
    {
        var article = Found(
            Page(
                $"<div class=story><h2>In the wind</h2>{Paragraphs}</div>{Related}",
                Data($"\"articleBody\":\"{Told}\",\"headline\":\"The heater\"")
            )
        );

        Assert.Equal(FullTextOrigin.Block, article.Origin);
        Assert.Contains("href=", article.ContentHtml, StringComparison.Ordinal);
        Assert.Equal("The heater", article.Title);
    }

    [Fact]
    public void Where_the_page_shows_something_else_the_told_text_is_taken()
    {
        var article = Found(
            Page("<div id=app></div>", Data($"\"articleBody\":\"{Told.Replace(". ", ".\\n\\n", StringComparison.Ordinal)}\""))
        );

        Assert.Equal(FullTextOrigin.StructuredData, article.Origin);
        Assert.Contains("<p>more Nobody at the depot", article.ContentHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Microdata_marks_the_body()
    {
        var article = Found(Page($"<main><h1>Heater</h1><div itemprop=\"articleBody\">{Paragraphs}</div><aside>{Related}</aside></main>"));

        Assert.Equal(FullTextOrigin.Microdata, article.Origin);
        Assert.DoesNotContain("Related", article.ContentHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_mark_the_densest_block_is_taken_without_the_furniture_around_it()
    {
        var article = Found(
            Page($"<header><a href=/>Home</a></header><article><h1>Heater</h1>{Paragraphs}{Paragraphs}</article>{Related}")
        );

        Assert.Equal(FullTextOrigin.Block, article.Origin);
        Assert.Contains("eleven minutes", article.ContentHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Imprint", article.ContentHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Graph_says_what_structured_data_does_not()
    {
        var article = Found(
            Page(
                $"<article>{Paragraphs}{Paragraphs}</article>",
                "<meta property=og:title content='A title'><meta property=og:image content='/a.jpg'><meta property='og:image:width' content=1200>"
                    + "<meta property=article:published_time content='2026-03-01T07:00:00+01:00'><link rel=canonical href='/2026/the-heater'>"
            )
        );

        Assert.Equal(("A title", "https://news.example/a.jpg", 1200), (article.Title, article.Image!.Url, article.Image.Width));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero), article.Published);
        Assert.Equal("https://news.example/2026/the-heater", article.Canonical);
    }

    [Theory]
    [InlineData("{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebPage\"},{ARTICLE}]}")]
    [InlineData("[{\"@type\":\"Organization\"},{ARTICLE}]")]
    [InlineData("{\"@type\":\"WebPage\",\"mainEntity\":{ARTICLE}}")]
    [InlineData("<!-- {ARTICLE} -->")]
    [InlineData("//<![CDATA[\n{ARTICLE}\n//]]>")]
    public void The_article_is_found_wherever_it_stands_in_the_data(string shape)
    {
        var node =
            $"{{\"@type\":[\"NewsArticle\",\"Thing\"],\"articleBody\":\"{Told}\",\"author\":[{{\"@type\":\"Person\",\"name\":\"Ann Example\"}}]}}";

        var article = Found(
            Page("", $"<script type=\"application/ld+json\">{shape.Replace("{ARTICLE}", node, StringComparison.Ordinal)}</script>")
        );

        Assert.Equal("Ann Example", Assert.Single(article.Authors).Name);
    }

    [Fact]
    public void Line_breaks_inside_the_strings_of_the_data_do_not_lose_it()
    {
        var article = Found(Page("", Data($"\"articleBody\":\"{Told.Replace(". ", ".\n", StringComparison.Ordinal)}\"")));

        Assert.Equal(FullTextOrigin.StructuredData, article.Origin);
    }

    [Fact]
    public void Of_several_articles_the_one_of_the_address_is_taken()
    {
        var other = Told.Replace("heater", "kettle", StringComparison.Ordinal);

        var article = Found(
            Page(
                "",
                Data($"\"url\":\"https://news.example/other\",\"headline\":\"Other\",\"articleBody\":\"{other}\"")
                    + Data($"\"mainEntityOfPage\":{{\"@id\":\"{Address}/\"}},\"headline\":\"Own\",\"articleBody\":\"{Told}\"")
            )
        );

        Assert.Equal("Own", article.Title);
    }

    [Theory]
    [InlineData(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>",
        "isAccessibleForFree"
    )]
    [InlineData(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>",
        "isAccessibleForFree"
    )]
    [InlineData(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"hasPart\":{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":\"http://schema.org/False\"}}</script>",
        "isAccessibleForFree"
    )]
    [InlineData("<meta itemprop='isAccessibleForFree' content='False'>", "isAccessibleForFree")]
    [InlineData("<meta property='article:content_tier' content='locked'>", "content_tier")]
    [InlineData("<meta name=robots content='index, noarchive'>", "noarchive")]
    [InlineData("<meta name=Syndication content=noindex>", "noindex")]
    public void What_its_publisher_does_not_give_away_is_not_taken(string head, string rule)
    {
        var outcome = Read(Page($"<article>{Paragraphs}{Paragraphs}</article>", head));

        Assert.Contains(rule, Assert.IsType<FullTextOutcome.NotAllowed>(outcome).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_directive_and_a_free_article_stand_in_no_ones_way()
    {
        var head = "<meta name=otherbot content=noindex>" + Data($"\"isAccessibleForFree\":true,\"articleBody\":\"{Told}\"");

        Assert.IsType<FullTextOutcome.Found>(Read(Page($"<article>{Paragraphs}</article>", head)));
    }

    [Theory]
    [InlineData("<p>Please enable JavaScript.</p>")]
    [InlineData("")]
    public void A_page_without_an_article_has_none(string body) => Assert.IsType<FullTextOutcome.Missing>(Read(Page(body)));

    [Fact]
    public void Pages_that_are_made_to_be_costly_are_refused_quickly()
    {
        string[] pages =
        [
            string.Concat(Enumerable.Repeat("<div>", 100_000)),
            string.Concat(Enumerable.Repeat("<p>x<span>y</span>", 60_000)),
            string.Concat(Enumerable.Repeat("<script type='application/ld+json'>{\"@type\":\"Article\",\"a\":[[[[[[[[[[", 5_000)),
            Page("", "<script type='application/ld+json'>" + new string('[', 500_000) + "</script>"),
        ];

        Assert.All(pages, page => Assert.IsType<FullTextOutcome.Missing>(InTime.Do(TimeSpan.FromSeconds(2), () => Read(page))));
    }

    [Theory]
    [InlineData("text/html; charset=windows-1251", "windows-1251")]
    [InlineData("text/html", "utf-8")]
    [InlineData(null, "utf-16")]
    public void Letters_come_through_in_the_encoding_that_is_said(string? contentType, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "Нагреватель погас три раза, прежде чем вода нагрелась. ";
        var page = Page($"<article itemprop=articleBody><p>{string.Concat(Enumerable.Repeat(text, 8))}</p></article>");
        var encoder = Encoding.GetEncoding(encoding);

        var outcome = FullTextReader.Read(
            new byte[][] { encoder.GetPreamble(), encoder.GetBytes(page) }
                .SelectMany(part => part)
                .ToArray(),
            contentType,
            new Uri(Address)
        );

        Assert.Contains("Нагреватель", Assert.IsType<FullTextOutcome.Found>(outcome).Article.ContentHtml, StringComparison.Ordinal);
    }

    private static string Related =>
        "<aside><h3>Related</h3><ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul></aside><footer><p>Imprint, privacy, terms</p></footer>";

    private static string Data(string fields) =>
        $"<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",{fields}}}</script>";

    private static string Page(string body, string head = "") =>
        $"<!DOCTYPE html><html lang=en><head><title>Heater - The Post</title>{head}</head><body><nav><a href=/>Home</a></nav>{body}</body></html>";

    private static FullTextOutcome Read(string page) =>
        FullTextReader.Read(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", new Uri(Address));

    private static PageArticle Found(string page) => Assert.IsType<FullTextOutcome.Found>(Read(page)).Article;
}
