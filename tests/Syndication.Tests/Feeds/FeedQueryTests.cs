using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds;
using Syndication.Feeds.Personal;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What a feed costs must not grow with the archive: the plans of its queries say so, whatever the machine does.</summary>
public sealed class FeedQueryTests : IDisposable
{
    private readonly RecordingHost host = new();

    [Theory]
    [InlineData("all")]
    [InlineData("sections/gear")]
    [InlineData("authors/jane-doe")]
    [InlineData("tags/tides")]
    [InlineData("all/2026-03")]
    [InlineData("sections/gear/2026-03")]
    public async Task A_feed_reads_ranges_of_indices_and_sorts_no_archive(string scope)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        host.Forget();
        await host.CreateClient().GetStringAsync($"/feeds/{scope}.atom");

        CheckPlans();
    }

    [Fact]
    public async Task A_readers_own_feed_reads_ranges_of_indices_too()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        host.Forget();
        var subject = SelectionFeed.Of([FeedFixture.Gear, new SectionSlug("harbour")]);
        await host.Services.GetRequiredService<FeedCache>().GetAsync(subject, FeedFormat.Atom, CancellationToken.None);

        CheckPlans();
    }

    [Fact]
    public async Task A_readers_own_feed_asks_for_the_versions_of_all_sections_at_once()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        var sections = Enumerable.Range(0, 20).Select(number => new SectionSlug($"s{number}")).Append(FeedFixture.Gear);
        host.Forget();
        await host.Services.GetRequiredService<FeedCache>().GetAsync(SelectionFeed.Of(sections), FeedFormat.Atom, CancellationToken.None);

        // Before and after the articles are read.
        Assert.Equal(2, host.Commands.Count(command => command.Sql.Contains("\"ScopeVersions\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_publish_asks_for_no_version_of_what_it_touches()
    {
        await host.WithSectionsAsync();
        host.Forget();
        await host.PublishAsync(FeedFixture.Rich() with { Tags = [.. Enumerable.Range(0, 20).Select(number => $"tag {number}")] });

        Assert.DoesNotContain(host.Commands, command => command.Sql.Contains("\"ScopeVersions\"", StringComparison.Ordinal));
        var tag = Scope.Tag(new TagSlug("tag-19"));
        var version = await host.Database.ReadAsync((db, ct) => ScopeVersions.FindAsync(db, tag, ct), CancellationToken.None);
        Assert.Equal((1, 1), (version!.Version, version.Visible));
    }

    [Fact]
    public async Task What_a_publish_asks_and_changes_does_not_depend_on_how_much_there_is()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich("First"));
        host.Forget();
        await host.PublishAsync(FeedFixture.Rich("Second"));

        foreach (var query in host.Commands.Where(command => IsOfArchive(command.Sql)).Where(IsExplained))
        {
            var plan = host.Explain(query);
            Assert.True(!plan.Any(IsScan) && !plan.Any(IsSort), $"{query.Sql}\n{string.Join('\n', plan)}");
        }
    }

    [Theory]
    [InlineData("words")]
    [InlineData("words+-absent")]
    [InlineData("wor*+%22some+words%22")]
    public async Task A_search_reads_its_words_from_the_end_and_sorts_nothing(string search)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("Gear"));
        host.Forget();
        var feed = await host.CreateClient().GetStringAsync($"/feeds/search.rss?q={search}");

        Assert.Contains("<title>Gear</title>", feed, StringComparison.Ordinal);
        var plans = host.Queries.ConvertAll(query => (query.Sql, Plan: host.Explain(query)));
        Assert.Contains(
            plans,
            plan => plan.Sql.Contains("MATCH", StringComparison.Ordinal) && plan.Sql.Contains("LIMIT", StringComparison.Ordinal)
        );
        foreach (
            var (sql, plan) in plans.Where(plan =>
                IsOfArchive(plan.Sql) || plan.Sql.Contains("\"SearchEntries\"", StringComparison.Ordinal)
            )
        )
            Assert.True(!plan.Any(IsScan), $"{sql}\n{string.Join('\n', plan)}");
        foreach (var (sql, plan) in plans.Where(plan => plan.Sql.Contains("MATCH", StringComparison.Ordinal)))
            Assert.True(!plan.Any(IsSort), $"{sql}\n{string.Join('\n', plan)}");
    }

    [Fact]
    public async Task A_request_for_a_feed_in_memory_asks_the_store_nothing()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        var client = host.CreateClient();
        await client.GetStringAsync("/feeds/all.rss");
        // Our own publishing may be noticed once more, as if another process had done it.
        for (var attempt = 0; attempt == 0 || (host.Queries.Count > 0 && attempt < 5); attempt++)
        {
            host.Forget();
            await client.GetStringAsync("/feeds/all.rss");
        }

        Assert.Empty(host.Queries);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/feeds")]
    [InlineData("/feeds/opml.xml")]
    [InlineData("/sections/gear")]
    [InlineData("/sitemap.xml")]
    [InlineData("/sitemap-news.xml")]
    [InlineData("/sitemaps/pages.xml")]
    [InlineData("/sitemaps/2026-03.xml")]
    public async Task A_list_of_what_there_is_reads_ranges_of_indices_too(string address)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        host.Forget();
        await host.CreateClient().GetStringAsync(address);

        Assert.NotEmpty(host.Queries);
        foreach (var (sql, plan) in host.Queries.ConvertAll(query => (query.Sql, Plan: host.Explain(query))))
            Assert.True(!plan.Any(step => IsScan(step) && !IsOfFew(step, sql)), $"{sql}\n{string.Join('\n', plan)}");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/feeds")]
    [InlineData("/feeds/opml.xml")]
    [InlineData("/sitemap.xml")]
    [InlineData("/sitemap-news.xml")]
    [InlineData("/sitemaps/pages.xml")]
    public async Task What_lists_all_there_is_asks_the_store_once_for_each_change(string address)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        var client = host.CreateClient();
        var before = await client.GetStringAsync(address);
        // Our own publishing may be noticed once more, as if another process had done it.
        for (var attempt = 0; attempt == 0 || (host.Queries.Count > 0 && attempt < 5); attempt++)
        {
            host.Forget();
            await client.GetStringAsync(address);
        }

        Assert.Empty(host.Queries);
        await host.PublishAsync(FeedFixture.Rich("Another"));
        Assert.NotEqual(before, await client.GetStringAsync(address));
    }

    [Fact]
    public async Task After_a_publish_elsewhere_one_query_is_enough()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("Here"));
        var client = host.CreateClient();
        await client.GetStringAsync("/feeds/sections/harbour.rss");
        await host.PublishAsync(FeedFixture.Plain("Elsewhere"));
        host.Forget();
        await client.GetStringAsync("/feeds/sections/harbour.rss");

        Assert.Contains("ScopeVersions", Assert.Single(host.Queries).Sql, StringComparison.Ordinal);
    }

    public void Dispose() => host.Dispose();

    private void CheckPlans()
    {
        var plans = host.Queries.ConvertAll(query => (query.Sql, Plan: host.Explain(query)));
        Assert.Contains(plans, plan => IsOfArchive(plan.Sql));
        foreach (var (sql, plan) in plans.Where(plan => IsOfArchive(plan.Sql)))
        {
            Assert.True(!plan.Any(IsScan), $"{sql}\n{string.Join('\n', plan)}");
            Assert.True(!sql.Contains("LIMIT", StringComparison.Ordinal) || !plan.Any(IsSort), $"{sql}\n{string.Join('\n', plan)}");
        }
    }

    private static bool IsExplained(RecordedQuery command) =>
        command.Sql.StartsWith("SELECT", StringComparison.Ordinal) || command.Sql.StartsWith("UPDATE", StringComparison.Ordinal);

    // Lists that were handed in are walked through; so may the sections be, which are few.
    private static bool IsScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
        && step is not "SCAN CONSTANT ROW";

    // Sections, authors and scopes are what such a list is of; only the articles in them must not be walked through.
    private static bool IsOfFew(string step, string sql) =>
        new[] { "Sections", "Authors", "ScopeVersions" }.Any(table =>
            sql.Contains($"\"{table}\" AS {step.Split(' ')[1]}", StringComparison.Ordinal)
            || sql.Contains($"\"{table}\" AS \"{step.Split(' ')[1]}\"", StringComparison.Ordinal)
        );

    private static bool IsSort(string step) => step.Contains("TEMP B-TREE", StringComparison.Ordinal);

    private static bool IsOfArchive(string sql) =>
        new[] { "Articles", "Revisions", "Memberships", "Bylines", "Taggings", "Archives", "ArchivePlacements" }.Any(table =>
            sql.Contains($"\"{table}\"", StringComparison.Ordinal)
        );
}
