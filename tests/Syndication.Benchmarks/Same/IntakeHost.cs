using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Sameness;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Benchmarks.Same;

/// <summary>As much of the host as takes articles in, on a SQLite store of its own.</summary>
internal sealed class IntakeHost : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-same-").FullName;
    private readonly IHost host;

    private IntakeHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["Publication:BaseAddress"] = "http://localhost";
        builder.Configuration["Publication:Sender"] = "Benchmark <news@localhost.localdomain>";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStorage();
        builder.AddPublication();
        builder.AddArticles();
        builder.AddIngest();
        host = builder.Build();
    }

    public IServiceProvider Services => host.Services;

    public static async Task<IntakeHost> OpenAsync(CancellationToken ct)
    {
        var opened = new IntakeHost();
        await opened.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        return opened;
    }

    /// <summary>Fills the tables by which copies are found with as many articles, a tenth of them of one form, so that they share their numbers.</summary>
    public async Task FillPrintsAsync(int articles, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "syndication.db")};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = $"""
            PRAGMA synchronous=OFF; PRAGMA cache_size=-500000; PRAGMA temp_store=MEMORY; BEGIN;
            DROP INDEX "IX_ArticlePrintKeys_Key_PublishedAt";
            CREATE TEMP TABLE Filled AS
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {articles})
                SELECT i, randomblob(16) AS Article, 1600000000000 + i * 100000 AS PublishedAt, random() AS Title FROM n;
            INSERT INTO "ArticlePrints" ("Article", "Title", "PublishedAt", "Keys") SELECT Article, Title, PublishedAt, randomblob(96) FROM Filled;
            INSERT INTO "ArticlePrintKeys" ("Key", "PublishedAt", "Article")
                SELECT CASE WHEN i % 10 = 0 THEN k.value ELSE random() END, PublishedAt, Article
                FROM Filled, json_each('[{string.Join(',', Enumerable.Range(1, Sketch.Size))}]') AS k;
            CREATE INDEX "IX_ArticlePrintKeys_Key_PublishedAt" ON "ArticlePrintKeys" ("Key", "PublishedAt");
            COMMIT; PRAGMA wal_checkpoint(TRUNCATE);
            """;
        await command.ExecuteNonQueryAsync(ct);
    }

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
