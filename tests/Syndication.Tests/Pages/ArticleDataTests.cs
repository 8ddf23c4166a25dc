using System.Text.Json;
using AngleSharp.Html.Parser;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Pages;

/// <summary>What machines read on an article's page.</summary>
public sealed class ArticleDataTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task An_articles_page_describes_it_to_machines()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich() with { Slug = "rich" });

        var page = new HtmlParser().ParseDocument(await host.CreateClient().GetStringAsync("/articles/rich"));
        var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;

        Assert.Equal("https://schema.org", data.GetProperty("@context").GetString());
        Assert.Equal("NewsArticle", data.GetProperty("@type").GetString());
        Assert.Equal("http://localhost/articles/rich", data.GetProperty("mainEntityOfPage").GetString());
        Assert.Equal("Why 3 < 4 & other sums", data.GetProperty("headline").GetString());
        Assert.Equal(SyndicationHost.Start.AddHours(-2), data.GetProperty("datePublished").GetDateTimeOffset());
        Assert.Equal(SyndicationHost.Start.AddHours(-1), data.GetProperty("dateModified").GetDateTimeOffset());
        Assert.Equal("Gear & Tools", data.GetProperty("articleSection").GetString());
        Assert.Equal("en-GB", data.GetProperty("inLanguage").GetString());
        Assert.Equal(
            ["Jane Doe", "Sigríður Þórhallsdóttir"],
            data.GetProperty("author").EnumerateArray().Select(author => author.GetProperty("name").GetString())
        );
        Assert.Equal("Person", data.GetProperty("author")[0].GetProperty("@type").GetString());
        Assert.Equal("http://localhost/assets/icon-512.png", data.GetProperty("publisher").GetProperty("logo").GetString());
        Assert.Equal("https://images.example.org/flats.jpg?w=1&h=2", data.GetProperty("image")[0].GetString());
        Assert.Equal("article", Meta("og:type"));
        Assert.Equal("Why 3 < 4 & other sums", Meta("og:title"));
        Assert.Equal("http://localhost/articles/rich", Meta("og:url"));
        Assert.Equal("https://images.example.org/flats.jpg?w=1&h=2", Meta("og:image"));

        string? Meta(string property) => page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>")]
    [InlineData("</ScRiPt >\u2028\u2029")]
    [InlineData("\"}}]; {{{x}}} \\u003c/script\\u003e")]
    [InlineData("]]>&amp;&lt;/script&gt;")]
    public async Task No_title_ends_the_description_or_changes_it(string title)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich(title) with { Slug = "rich", Summary = title, Tags = [title] });

        var page = new HtmlParser().ParseDocument(await host.CreateClient().GetStringAsync("/articles/rich"));

        var script = page.QuerySelector("script[type='application/ld+json']")!;
        Assert.Equal(title, JsonDocument.Parse(script.TextContent).RootElement.GetProperty("headline").GetString());
        Assert.DoesNotContain('<', script.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
    }

    public void Dispose() => host.Dispose();
}
