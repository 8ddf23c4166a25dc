using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Benchmarks.Chaos;

/// <summary>A store of a scenario's own, and the product's own types to fill and read it with, as a verb beside the service does.</summary>
internal sealed class ChaosStore : IDisposable
{
    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly IHost host;

    private ChaosStore(string folder, bool ownsFolder, PostgresCluster? server)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Server = server;
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Storage__Directory"] = folder,
            ["Storage__Provider"] = server is null ? "Sqlite" : "Postgres",
            ["Jobs__Provider"] = server is null ? "InMemory" : "Postgres",
            ["Storage__ConnectionString"] = server?.CreateDatabase("chaos") ?? "",
        };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        foreach (var (key, value) in Settings)
            builder.Configuration[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        builder.Configuration["Publication:BaseAddress"] = "http://127.0.0.1";
        builder.Configuration["Publication:Sender"] = "Chaos <news@localhost.localdomain>";
        builder.AddStorage();
        builder.AddPublication();
        builder.AddDelivery();
        builder.AddSubscribers();
        host = builder.Build();
    }

    /// <summary>What leads the service to it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The server that it is on; null: SQLite.</summary>
    public PostgresCluster? Server { get; }

    /// <summary>Breaks the server off and has it recover; this process's own connections to it are made anew.</summary>
    public void RestartServer()
    {
        Server!.Crash();
        Server.Resume();
        Services.GetRequiredService<NpgsqlDataSource>().Clear();
    }

    public IServiceProvider Services => host.Services;

    public Database Database => host.Services.GetRequiredService<Database>();

    /// <summary>Makes it, with its tables and keys.</summary>
    /// <param name="kind">What in.</param>
    /// <param name="directory">The data directory; null: one that goes with the store.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ChaosStore> CreateAsync(StoreKind kind, string? directory, CancellationToken ct)
    {
        var store = new ChaosStore(
            directory ?? Directory.CreateTempSubdirectory("syndication-chaos-").FullName,
            directory is null,
            kind is StoreKind.Postgres ? PostgresCluster.Start() : null
        );
        await store.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        return store;
    }

    /// <summary>The file, where there is one.</summary>
    public string File => host.Services.GetRequiredService<DataDirectory>().StoreFile;

    public void Dispose()
    {
        // The pool would keep the file open, and its file system in use.
        if (Server is null)
        {
            using var pooled = new SqliteConnection($"Data Source={File}");
            SqliteConnection.ClearPool(pooled);
        }

        host.Dispose();
        Server?.Dispose();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }
}
