using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

public sealed class FeedScopeTests : IDisposable
{
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private readonly SyndicationHost host = new();

    [Theory]
    [InlineData("/feeds/all")]
    [InlineData("/feeds/sections/harbour")]
    [InlineData("/feeds/authors/jane-doe")]
    [InlineData("/feeds/tags/tides")]
    [InlineData("/feeds/tags/r-and-d")]
    public async Task An_article_is_in_the_feeds_of_all_that_it_belongs_to(string feed)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich("Everywhere"));

        foreach (var format in FeedFormats.All)
            Assert.Contains("Everywhere", await host.CreateClient().GetStringAsync($"{feed}.{format.Extension()}"));
    }

    [Fact]
    public async Task A_section_without_articles_has_an_empty_feed_whose_date_stays()
    {
        await host.WithSectionsAsync();
        var client = host.CreateClient();
        var first = await client.GetAsync("/feeds/sections/harbour.atom");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.PublishAsync(FeedFixture.Plain("Elsewhere"));
        var second = await client.GetAsync("/feeds/sections/harbour.atom");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.DoesNotContain("<entry", await first.Content.ReadAsStringAsync());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/feeds/sections/nowhere.rss")]
    [InlineData("/feeds/authors/nobody.atom")]
    [InlineData("/feeds/tags/nothing.json")]
    [InlineData("/feeds/tags/Not%20A%20Slug.json")]
    [InlineData("/feeds/all.xml")]
    [InlineData("/feeds/none.rss")]
    public async Task What_there_is_not_is_404(string feed)
    {
        await host.WithSectionsAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync(feed)).StatusCode);
    }

    [Fact]
    public async Task A_section_that_moved_leads_on_and_one_that_ended_is_gone()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        var client = host.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/feeds/sections/gear.rss")).StatusCode);

        await ChangeAsync("gear", section => section.MovedTo = new SectionSlug("harbour"));
        var moved = await client.GetAsync("/feeds/sections/gear.rss");
        await ChangeAsync("harbour", section => section.EndedAt = SyndicationHost.Start);

        Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
        Assert.Equal("http://localhost/feeds/sections/harbour.rss", moved.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync("/feeds/sections/harbour.rss")).StatusCode);
    }

    [Fact]
    public async Task A_changed_note_is_a_changed_feed_everywhere()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        var client = host.CreateClient();
        var before = await client.GetAsync("/feeds/tags/tides.rss");
        await ChangeAsync("gear", section => section.Note = "A new standing note.");
        var after = await client.GetAsync("/feeds/tags/tides.rss");
        await ChangeAsync("gear", section => section.Note = "A new standing note.");

        Assert.Contains("A new standing note.", await after.Content.ReadAsStringAsync());
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(after.Headers.ETag, (await client.GetAsync("/feeds/tags/tides.rss")).Headers.ETag);
    }

    [Fact]
    public async Task A_section_of_summaries_gives_its_text_away_in_no_feed()
    {
        await host.WithSectionsAsync();
        await ChangeAsync("gear", section => section.Content = FeedContent.Summary);
        await host.PublishAsync(FeedFixture.Rich());

        foreach (var feed in new[] { "sections/gear.rss", "sections/harbour.rss", "all.atom", "all.json" })
        {
            var text = await host.CreateClient().GetStringAsync("/feeds/" + feed);
            Assert.DoesNotContain("Größe", text);
            Assert.Contains("Correction:", text);
            Assert.Contains("subtraction", text);
        }
    }

    [Fact]
    public async Task Over_the_budget_older_items_keep_their_summary_before_any_is_left_out()
    {
        host.Settings["Feeds:ByteBudget"] = "65536";
        await host.WithSectionsAsync();
        for (var i = 0; i < 8; i++)
            await host.PublishAsync(
                FeedFixture.Plain("Piece " + i, hoursAgo: i + 1) with
                {
                    BodyHtml = $"<p>{new string('x', 15_000)}</p>",
                }
            );

        var feed = await host.CreateClient().GetStringAsync("/feeds/all.rss");
        var full = XDocument.Parse(feed).Descendants("item").Select(item => item.Element(Content + "encoded") is not null).ToList();

        Assert.InRange(feed.Length, 1, 65536);
        Assert.Equal([true, true, true, false, false, false, false, false], full);
    }

    [Fact]
    public async Task A_feed_carries_no_more_than_its_count_of_the_newest()
    {
        host.Settings["Feeds:ItemCount"] = "3";
        await host.WithSectionsAsync();
        for (var i = 0; i < 5; i++)
            await host.PublishAsync(FeedFixture.Plain("Piece " + i, hoursAgo: i + 1));

        var titles = XDocument
            .Parse(await host.CreateClient().GetStringAsync("/feeds/all.rss"))
            .Descendants("item")
            .Select(item => item.Element("title")!.Value);

        Assert.Equal(["Piece 0", "Piece 1", "Piece 2"], titles);
    }

    [Fact]
    public async Task Many_at_once_get_the_same_bytes_of_the_newest_state()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        var client = host.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetStringAsync("/feeds/all.rss")));

        Assert.Single(answers.Distinct());
        Assert.Contains("One", answers[0]);
    }

    [Theory]
    [InlineData("Feeds:ItemCount", "0")]
    [InlineData("Feeds:ItemCount", "501")]
    [InlineData("Feeds:ByteBudget", "1000")]
    [InlineData("Feeds:MaxAge", "2.00:00:00")]
    [InlineData("Feeds:CacheBytes", "1")]
    public async Task An_option_out_of_range_stops_the_start_and_is_named(string key, string value)
    {
        using var command = new CommandLine();
        command.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains(key + ": " + value, errors);
    }

    public void Dispose() => host.Dispose();

    private async Task ChangeAsync(string slug, Action<Section> change)
    {
        var sections = host.Services.GetRequiredService<SectionStore>();
        var known = await sections.FindAsync(new SectionSlug(slug), CancellationToken.None);
        await sections.PutAsync(known!.Slug, known.Name, change, CancellationToken.None);
    }
}
