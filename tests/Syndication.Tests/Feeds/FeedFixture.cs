using System.Net;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>Articles with everything that a feed can show.</summary>
internal static class FeedFixture
{
    public static readonly SectionSlug Gear = new("gear");

    public static async Task<SyndicationHost> WithSectionsAsync(this SyndicationHost host)
    {
        await host.AddSectionAsync("gear", "Gear & Tools", "Gear is where we test things. “All weathers.”");
        await host.AddSectionAsync("harbour", "Harbour");
        return host;
    }

    public static ArticleContent Rich(string title = "Why 3 < 4 & other sums") =>
        new()
        {
            Section = Gear,
            OtherSections = [new SectionSlug("harbour")],
            Title = title,
            Summary = "A sign, a tide & a subtraction: 3 < 4.",
            BodyHtml = """<p>First, a <a href="#fn1">note</a> and ]]&gt; an end.</p><p>Größe, 東京, 😀.</p><p id="fn1">The note.</p>""",
            Authors =
            [
                new ArticleAuthor(
                    new AuthorSlug("jane-doe"),
                    "Jane Doe",
                    "senior editor",
                    "Jane Doe is a senior editor.",
                    "https://example.org/jane"
                ),
                new ArticleAuthor(new AuthorSlug("sigridur"), "Sigríður Þórhallsdóttir"),
            ],
            Tags = ["tides", "R&D"],
            Language = "en-GB",
            Image = new ArticleImage(
                "https://images.example.org/flats.jpg?w=1&h=2",
                "Sand & sky",
                "Photo: A. Person",
                1200,
                800,
                "image/jpeg",
                123456
            ),
            Enclosures =
            [
                new Enclosure("https://audio.example.org/a.mp3", "audio/mpeg", 999),
                new Enclosure("https://audio.example.org/b.pdf", "application/pdf"),
            ],
            PublishedAt = SyndicationHost.Start.AddHours(-2),
            UpdatedAt = SyndicationHost.Start.AddHours(-1),
            Correction = "An earlier version said 4 < 3.",
        };

    public static ArticleContent Plain(string title, int hoursAgo = 1) =>
        new()
        {
            Section = Gear,
            Title = title,
            BodyHtml = $"<p>{WebUtility.HtmlEncode(title)} has some words.</p>",
            PublishedAt = SyndicationHost.Start.AddHours(-hoursAgo),
        };

    public static ArticleContent RightToLeft() =>
        new()
        {
            Section = Gear,
            Title = "مقاعد الميناء",
            Summary = "عن البيوت والبحر والناس.",
            BodyHtml = "<p>كان البحر هادئاً.</p>",
            Language = "ar",
            PublishedAt = SyndicationHost.Start.AddHours(-3),
        };
}
