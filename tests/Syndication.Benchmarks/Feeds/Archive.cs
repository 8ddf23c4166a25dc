using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Benchmarks.Feeds;

/// <summary>Fills a store: a few articles through the publisher, the others as copies of their rows.</summary>
internal static class Archive
{
    /// <summary>The section whose feed is measured over HTTP: thirty articles, about 150 KB.</summary>
    public const string MeasuredSection = "measured";

    private const int MeasuredArticles = 30;
    private const int Templates = 20;
    private const int Sections = 10;
    private const int Milliseconds = 60_000;
    private static readonly string[] Tied = ["Revisions", "Memberships", "Bylines", "Taggings"];

    /// <summary>Makes a store with this many articles in the folder, unless one is there.</summary>
    public static async Task FillAsync(string folder, int articles, CancellationToken ct)
    {
        if (File.Exists(Path.Combine(folder, "syndication.db")))
            return;
        using var host = Open(folder);
        await host.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var sections = host.Services.GetRequiredService<SectionStore>();
        foreach (var name in Enumerable.Range(0, Sections).Select(SectionName).Append(MeasuredSection))
            await sections.PutAsync(new SectionSlug(name), "Section " + name, _ => { }, ct);
        var newest = TimeProvider.System.GetUtcNow().AddDays(-1);
        var oldest = newest.AddMinutes(-articles);
        for (var i = 0; i < Templates; i++)
            await PublishAsync(
                host.Services,
                Article(SectionName(i % Sections), i, oldest.AddMinutes(-i), words: i % 2 == 0 ? 620 : 60),
                ct
            );
        await CopyAsync(Path.Combine(folder, "syndication.db"), articles - Templates - MeasuredArticles, newest, ct);
        for (var i = 0; i < MeasuredArticles; i++)
            await PublishAsync(host.Services, Article(MeasuredSection, i, newest.AddMinutes(i), words: 620), ct);
    }

    /// <summary>An article of about the size of a newspaper's.</summary>
    public static ArticleContent Article(string section, int number, DateTimeOffset published, int words = 620) =>
        new()
        {
            Section = new SectionSlug(section),
            Title = $"The harbour office counts its moorings, part {number}",
            Summary = "What was counted, by whom, and what is to be done with the sum of it.",
            BodyHtml = Prose.Html(number, words),
            Authors = [new ArticleAuthor(new AuthorSlug($"writer-{number % 10}"), $"Writer {number % 10}")],
            Tags = ["Harbour", $"Tag {number % 10}"],
            PublishedAt = published,
            Announce = false,
        };

    public static Task PublishAsync(IServiceProvider services, ArticleContent content, CancellationToken ct) =>
        services
            .GetRequiredService<Database>()
            .WriteAsync((db, token) => services.GetRequiredService<ArticlePublisher>().CreateAsync(db, content, token), ct);

    private static string SectionName(int number) => $"section-{number}";

    private static IHost Open(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["Publication:BaseAddress"] = "http://localhost";
        builder.Configuration["Publication:Sender"] = "Benchmark <news@localhost.localdomain>";
        builder.AddStorage();
        builder.AddPublication();
        builder.AddArticles();
        return builder.Build();
    }

    // Whatever columns the tables have: all but keys and dates are a template's. The newest thousand are long, as in the small store.
    private static async Task CopyAsync(string file, int count, DateTimeOffset newest, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        await RunAsync(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-500000; PRAGMA temp_store=MEMORY; BEGIN", ct);
        await RunAsync(
            connection,
            $"""
            CREATE TEMP TABLE Templates AS
                SELECT row_number() OVER (PARTITION BY Long ORDER BY Id) - 1 AS Number, Long, Id
                FROM (SELECT Id, WordCount > 300 AS Long FROM main.Articles);
            CREATE TEMP TABLE Copies AS
                WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < {count}),
                Dated AS (SELECT N, {newest.ToUnixTimeMilliseconds()} - ({count} - N) * {Milliseconds} AS At FROM Numbers)
                SELECT N, At, unhex(printf('%012x7%03x8%015x', At, N % 4096, N)) AS Id,
                    (SELECT Id FROM Templates WHERE Long = (N > {count - 1000}) AND Number = N % {Templates / 2}) AS Template
                FROM Dated;
            """,
            ct
        );
        await CopyAsync(connection, "Articles", "Id", ct);
        foreach (var table in Tied)
            await CopyAsync(connection, table, "Article", ct);
        await RunAsync(connection, $"UPDATE SequenceCounter SET Last = Last + {count}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", ct);
    }

    private static async Task CopyAsync(SqliteConnection connection, string table, string key, CancellationToken ct)
    {
        var columns = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                columns.Add(reader.GetString(0));
        }

        var values = columns.Select(column =>
            column == key ? "c.Id"
            : column is "PublishedAt" or "UpdatedAt" or "FirstVisibleAt" or "RecordedAt" ? "c.At"
            : column is "Slug" ? "printf('copy-%08d', c.N)"
            : column is "Sequence" ? "c.N"
            : $"t.\"{column}\""
        );
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        await RunAsync(
            connection,
            $"INSERT INTO {table} ({names}) SELECT {string.Join(", ", values)} FROM Copies c JOIN {table} t ON t.{key} = c.Template",
            ct
        );
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
