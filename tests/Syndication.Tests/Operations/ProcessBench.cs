using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>A store with readers and an issue for them, for a process of its own: that has the wall clock, the bench its own.</summary>
internal sealed class ProcessBench : IDisposable
{
    private readonly DigestBench bench = new();

    /// <summary>The process's data directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("syndication-process-").FullName;

    /// <summary>The process's settings, with a relay on loopback.</summary>
    public Dictionary<string, string?> Settings { get; } =
        new(StringComparer.Ordinal)
        {
            ["Publication:Sender"] = "The Test Post <news@news.test>",
            ["Publication:PostalAddress"] = "1 Test Street, Testville",
            ["Delivery:Relays:0:Name"] = "main",
            ["Delivery:Relays:0:Host"] = "127.0.0.1",
            ["Delivery:Relays:0:Security"] = "None",
        };

    /// <summary>Makes the store.</summary>
    /// <param name="port">The relay's.</param>
    /// <param name="readers">How many.</param>
    /// <param name="overdue">Leaves the planning to the process, which finds them due since before it started.</param>
    public async Task PrepareAsync(int port, int readers, bool overdue)
    {
        Settings["Delivery:Relays:0:Port"] = port.ToString();
        await bench.WithSectionsAsync("gear");
        for (var i = 0; i < readers; i++)
            await bench.AddReaderAsync(("gear", Cadence.Daily));
        await bench.PublishAsync("Boots");
        if (!overdue)
            await bench.AdvanceAsync(TimeSpan.FromHours(1));
        await bench.Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Mailing>().ExecuteUpdateAsync(change => change.SetProperty(one => one.FreshUntil, (DateTimeOffset?)null), ct),
            CancellationToken.None
        );

        // The bench serves from its own directory; the process gets a copy of its store.
        var store = Path.Combine(Folder, Path.GetFileName(Directory.GetFiles(bench.Host.DataFolder, "*.db").Single()));
        await bench.Host.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlAsync($"VACUUM INTO {store}", ct), CancellationToken.None);
    }

    /// <summary>The ledger's rows, read beside the process.</summary>
    public async Task<List<LedgerRow>> RowsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(Folder, "*.db").Single()};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Group", "State", "Attempts", "Doubts", "Repeats" FROM "Messages" """;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<LedgerRow>();
        while (await reader.ReadAsync())
            rows.Add(
                new LedgerRow(
                    reader.GetInt64(0),
                    (MessageState)reader.GetInt32(1),
                    reader.GetInt32(2),
                    reader.GetInt32(3),
                    reader.GetInt32(4)
                )
            );
        return rows;
    }

    /// <summary>Waits for something that the process brings about.</summary>
    public static async Task UntilAsync(Func<bool> condition, ServerProcess process)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1_500, "It did not come to that within 30 seconds:\n" + string.Join('\n', process.Log));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public void Dispose()
    {
        bench.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What became of a message.</summary>
internal sealed record LedgerRow(long Group, MessageState State, int Attempts, int Doubts, int Repeats);
