using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Storage.Sqlite;
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
    public async Task A_feed_reads_ranges_of_indices_and_sorts_no_archive(string scope)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        host.Queries.Clear();
        await host.CreateClient().GetStringAsync($"/feeds/{scope}.rss");

        var plans = host.Queries.ConvertAll(query => (query.Sql, Plan: Explain(query)));
        Assert.Contains(plans, plan => plan.Sql.Contains("LIMIT", StringComparison.Ordinal) && IsOfArchive(plan.Sql));
        foreach (var (sql, plan) in plans.Where(plan => IsOfArchive(plan.Sql)))
        {
            Assert.True(!plan.Any(IsScan), $"{sql}\n{string.Join('\n', plan)}");
            Assert.True(!sql.Contains("LIMIT", StringComparison.Ordinal) || !plan.Any(IsSort), $"{sql}\n{string.Join('\n', plan)}");
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
        host.Queries.Clear();
        var feed = await host.CreateClient().GetStringAsync($"/feeds/search.rss?q={search}");

        Assert.Contains("<title>Gear</title>", feed, StringComparison.Ordinal);
        var plans = host.Queries.ConvertAll(query => (query.Sql, Plan: Explain(query)));
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
        host.Queries.Clear();
        await client.GetStringAsync("/feeds/all.rss");

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
        host.Queries.Clear();
        await host.CreateClient().GetStringAsync(address);

        Assert.NotEmpty(host.Queries);
        foreach (var (sql, plan) in host.Queries.ConvertAll(query => (query.Sql, Plan: Explain(query))))
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
            host.Queries.Clear();
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
        host.Queries.Clear();
        await client.GetStringAsync("/feeds/sections/harbour.rss");

        Assert.Contains("ScopeVersions", Assert.Single(host.Queries).Sql, StringComparison.Ordinal);
    }

    public void Dispose() => host.Dispose();

    // Lists that were handed in are walked through; so may the sections be, which are few.
    private static bool IsScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal);

    // Sections, authors and scopes are what such a list is of; only the articles in them must not be walked through.
    private static bool IsOfFew(string step, string sql) =>
        new[] { "Sections", "Authors", "ScopeVersions" }.Any(table =>
            sql.Contains($"\"{table}\" AS {step.Split(' ')[1]}", StringComparison.Ordinal)
            || sql.Contains($"\"{table}\" AS \"{step.Split(' ')[1]}\"", StringComparison.Ordinal)
        );

    private static bool IsSort(string step) => step.Contains("TEMP B-TREE", StringComparison.Ordinal);

    private static bool IsOfArchive(string sql) =>
        new[] { "Articles", "Revisions", "Memberships", "Bylines", "Taggings" }.Any(table =>
            sql.Contains($"\"{table}\"", StringComparison.Ordinal)
        );

    private List<string> Explain(RecordedQuery query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataFolder, "syndication.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query.Sql;
        foreach (var (name, value) in query.Parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    private sealed record RecordedQuery(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);

    private sealed class RecordingHost : SyndicationHost
    {
        private readonly Recorder recorder = new();

        public List<RecordedQuery> Queries => recorder.Queries;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services.ConfigureDbContext<SqlitePublicationDb>(options => options.AddInterceptors(recorder))
            );
        }
    }

    private sealed class Recorder : DbCommandInterceptor
    {
        public List<RecordedQuery> Queries { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal))
            {
                lock (Queries)
                    Queries.Add(
                        new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value))])
                    );
            }

            return new(result);
        }
    }
}
