using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>Ids, dates of change and tombstones: what readers tell news from what they have by.</summary>
public sealed class FeedDateTests : IAsyncLifetime, IDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private static readonly string[] Scopes =
    [
        "all",
        "sections/gear",
        "authors/jane-doe",
        "tags/tides",
        "all/2026-03",
        "sections/gear/2026-03",
    ];

    private readonly SyndicationHost host = new();
    private HttpClient client = null!;
    private ArticleId id;

    public async Task InitializeAsync()
    {
        await host.WithSectionsAsync();
        id = await host.PublishAsync(FeedFixture.Rich() with { UpdatedAt = null, Correction = null, Slug = "sums" });
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        client = host.CreateClient();
    }

    [Fact]
    public async Task An_id_outlives_the_articles_name_title_section_and_date_the_host_and_a_restart()
    {
        await host.ReviseAsync(
            id,
            FeedFixture.Rich("Another title") with
            {
                Slug = "another",
                Section = new("harbour"),
                OtherSections = [FeedFixture.Gear],
                PublishedAt = SyndicationHost.Start.AddDays(-1),
            }
        );
        using var elsewhere = new SyndicationHost();
        elsewhere.RestartOf(host);
        elsewhere.Settings["Publication:BaseAddress"] = "https://news.example";
        using var reader = elsewhere.CreateClient();

        foreach (var site in new[] { client, reader })
        {
            foreach (var format in FeedFormats.All)
            {
                foreach (var scope in Scopes)
                    Assert.Equal([id.ToString()], IdsOf(await site.GetStringAsync($"/feeds/{scope}.{format.Extension()}"), format));
            }
        }
    }

    [Fact]
    public async Task An_items_date_of_change_moves_with_its_text_alone_and_never_back()
    {
        var content = FeedFixture.Rich() with { UpdatedAt = null, Correction = null, Slug = "sums" };
        var first = await UpdatedAsync();
        Assert.False(await host.ReviseAsync(id, content));
        await host.ReviseAsync(id, content with { Tags = ["tides", "sums"], OtherSections = [] });
        await host.ReviseAsync(id, content with { Slug = "other-sums", Authors = [content.Authors[0] with { Name = "Jane Roe" }] });
        await host.AddSectionAsync("gear", "Gear by another name");
        Assert.Equal(first, await UpdatedAsync());

        await host.ReviseAsync(id, content with { BodyHtml = "<p>Mended.</p>" });
        var second = await UpdatedAsync();
        Assert.Equal(host.Clock.GetUtcNow(), second);

        host.Clock.AdjustTime(SyndicationHost.Start.AddHours(-1));
        await host.ReviseAsync(id, content with { BodyHtml = "<p>Mended again.</p>" });
        Assert.True(await UpdatedAsync() > second);
    }

    [Fact]
    public async Task A_feeds_own_date_moves_forward_with_every_change_in_it_and_with_nothing_else()
    {
        var content = FeedFixture.Rich() with { UpdatedAt = null, Correction = null, Slug = "sums" };
        (string What, bool Changes, Func<Task> Do)[] steps =
        [
            ("a request", false, () => client.GetAsync("/feeds/all.json")),
            (
                "time",
                false,
                () =>
                {
                    host.Clock.Advance(TimeSpan.FromHours(1));
                    return Task.CompletedTask;
                }
            ),
            ("a back-dated article", true, () => host.PublishAsync(FeedFixture.Plain("Old", hoursAgo: 24 * 365))),
            ("another in the same second", true, () => host.PublishAsync(FeedFixture.Plain("Old too", hoursAgo: 24 * 400))),
            ("an article elsewhere", false, () => host.PublishAsync(FeedFixture.Plain("Boats") with { Section = new("harbour") })),
            ("the same content again", false, () => host.ReviseAsync(id, content)),
            ("an edit", true, () => host.ReviseAsync(id, content with { Title = "Other sums" })),
            (
                "the clock set back",
                false,
                () =>
                {
                    host.Clock.AdjustTime(SyndicationHost.Start.AddDays(-3));
                    return Task.CompletedTask;
                }
            ),
            ("a withdrawal", true, () => host.WithdrawAsync(id)),
            ("a second withdrawal", false, () => host.WithdrawAsync(id)),
            ("a return", true, () => host.ReviseAsync(id, content)),
        ];
        var before = await DatesAsync();
        foreach (var (what, changes, act) in steps)
        {
            await act();
            var after = await DatesAsync();
            Assert.True(changes ? after > before : after == before, $"{what}: {before:O} to {after:O}");
            before = after;
        }
    }

    [Fact]
    public async Task An_import_of_many_in_one_transaction_does_not_date_the_feeds_into_the_future()
    {
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                for (var i = 0; i < 30; i++)
                    await host.Services.GetRequiredService<ArticlePublisher>().CreateAsync(db, FeedFixture.Plain($"Piece {i}"), ct);
            },
            CancellationToken.None
        );

        foreach (var feed in new[] { "all", "sections/gear", "all/2026-03" })
            Assert.True((await client.GetAsync($"/feeds/{feed}.rss")).Content.Headers.LastModified <= host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_taken_back_leaves_every_feed_at_once_is_told_in_atom_and_may_return(bool withdrawn)
    {
        var content = FeedFixture.Rich() with { UpdatedAt = null, Correction = null, Slug = "sums" };
        if (withdrawn)
        {
            await host.WithdrawAsync(id);
        }
        else
        {
            await host.ReviseAsync(id, content with { ExpiresAt = host.Clock.GetUtcNow().AddMinutes(1) });
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            await host.Services.GetRequiredService<ArticleJobs>().SettleDueAsync(CancellationToken.None);
        }

        foreach (var scope in Scopes)
        {
            Assert.DoesNotContain(id.ToString(), await client.GetStringAsync($"/feeds/{scope}.rss"), StringComparison.Ordinal);
            Assert.DoesNotContain(id.ToString(), await client.GetStringAsync($"/feeds/{scope}.json"), StringComparison.Ordinal);
            Assert.Equal([id.ToString()], RemovedIn(await client.GetStringAsync($"/feeds/{scope}.atom")));
        }

        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync("/articles/sums")).StatusCode);
        await host.ReviseAsync(id, content);
        foreach (var scope in Scopes)
        {
            var atom = await client.GetStringAsync($"/feeds/{scope}.atom");
            Assert.Equal([id.ToString()], IdsOf(atom, FeedFormat.Atom));
            Assert.Empty(RemovedIn(atom));
        }
    }

    [Fact]
    public async Task A_feed_tells_of_the_last_fifty_that_were_taken_back_and_of_each_for_a_month()
    {
        for (var i = 0; i < 60; i++)
            await host.WithdrawAsync(await host.PublishAsync(FeedFixture.Plain($"Piece {i}")));
        Assert.Equal(50, RemovedIn(await client.GetStringAsync("/feeds/all.atom")).Count);

        host.Clock.Advance(TimeSpan.FromDays(31));
        await host.PublishAsync(FeedFixture.Plain("News"));
        Assert.Empty(RemovedIn(await client.GetStringAsync("/feeds/all.atom")));
        Assert.Equal(60, RemovedIn(await client.GetStringAsync("/feeds/all/2026-03.atom")).Count);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        client.Dispose();
        host.Dispose();
    }

    private static IReadOnlyList<string> IdsOf(string feed, FeedFormat format) => ArchiveWalk.Read("", feed, format).Ids;

    private static List<string> RemovedIn(string atom) =>
        [.. XDocument.Parse(atom).Root!.Elements(Tombstones + "deleted-entry").Select(entry => entry.Attribute("ref")!.Value)];

    private async Task<DateTimeOffset> UpdatedAsync()
    {
        var entry = XDocument.Parse(await client.GetStringAsync("/feeds/all.atom")).Root!.Elements(Atom + "entry").Single();
        var updated = DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture);
        return DateTimeOffset.FromUnixTimeSeconds(updated.ToUnixTimeSeconds());
    }

    // The two must agree, and with what RSS says.
    private async Task<DateTimeOffset> DatesAsync()
    {
        var answer = await client.GetAsync("/feeds/sections/gear.atom");
        var modified = answer.Content.Headers.LastModified!.Value;
        var own = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Element(Atom + "updated")!.Value;
        var built = XDocument.Parse(await client.GetStringAsync("/feeds/sections/gear.rss")).Descendants("lastBuildDate").Single().Value;
        Assert.Equal(modified, DateTimeOffset.Parse(own, CultureInfo.InvariantCulture));
        Assert.Equal(modified, DateTimeOffset.Parse(built, CultureInfo.InvariantCulture));
        return modified;
    }
}
