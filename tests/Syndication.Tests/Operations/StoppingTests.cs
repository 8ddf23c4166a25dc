using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>The real process, told to stop and started again.</summary>
public sealed class StoppingTests : IAsyncLifetime
{
    private const int Readers = 200;
    private FakeSmtpServer Server { get; } = new();
    private DigestBench Bench { get; } = new();
    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal);
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-stopping-").FullName;

    public Task InitializeAsync() => Bench.WithSectionsAsync("gear");

    public async Task DisposeAsync()
    {
        Bench.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_an_issue_it_finishes_what_was_begun_and_the_next_start_sends_the_rest()
    {
        await PrepareAsync(overdue: false);
        Server.OnMessage = _ => Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        await using (var first = ServerProcess.Start(folder, settings))
        {
            await UntilAsync(() => Server.Received.Count >= Readers / 4, first);
            var (code, took) = await first.TerminateAsync();
            Assert.Equal(0, code);
            Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took}.");
        }

        var between = await RowsAsync();
        Assert.Equal([MessageState.Queued, MessageState.Sent], between.Select(row => row.State).Distinct().Order());
        Assert.Equal(Server.Received.Count, between.Count(row => row.State is MessageState.Sent));
        Assert.All(between, row => Assert.Equal(0, row.Doubts));

        await using (var second = ServerProcess.Start(folder, settings))
        {
            await UntilAsync(() => Server.Received.Count >= Readers, second);
            Assert.Equal(0, (await second.TerminateAsync()).Code);
        }

        Assert.All(await RowsAsync(), row => Assert.Equal((MessageState.Sent, 0, 0), (row.State, row.Doubts, row.Repeats)));
        Assert.Equal(Readers, Server.Received.DistinctBy(mail => mail.To).Count());
        Assert.Equal(Readers, Server.Received.Count);
    }

    [Fact]
    public async Task Stopped_and_started_around_the_due_time_it_makes_the_issue_once()
    {
        await PrepareAsync(overdue: true);

        for (var start = 0; start < 3; start++)
        {
            await using var process = ServerProcess.Start(folder, settings);
            await UntilAsync(() => process.HasStarted && Server.Received.Count >= (start == 0 ? 1 : Readers), process);
            Assert.Equal(0, (await process.TerminateAsync()).Code);
        }

        var rows = await RowsAsync();
        Assert.Equal(Readers, rows.Count);
        Assert.Single(rows.Select(row => row.Group).Distinct());
        Assert.Equal(Readers, Server.Received.DistinctBy(mail => mail.To).Count());
        Assert.Equal(Readers, Server.Received.Count);
    }

    /// <summary>Readers with an issue in the ledger, or due since before the process starts; the process has the wall clock, the bench its own.</summary>
    private async Task PrepareAsync(bool overdue)
    {
        settings["Publication:Sender"] = "The Test Post <news@news.test>";
        settings["Publication:PostalAddress"] = "1 Test Street, Testville";
        settings["Delivery:Relays:0:Name"] = "main";
        settings["Delivery:Relays:0:Host"] = "127.0.0.1";
        settings["Delivery:Relays:0:Port"] = Server.Port.ToString();
        settings["Delivery:Relays:0:Security"] = "None";
        for (var i = 0; i < Readers; i++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        if (!overdue)
            await Bench.AdvanceAsync(TimeSpan.FromHours(1));
        await Bench.Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Mailing>().ExecuteUpdateAsync(change => change.SetProperty(one => one.FreshUntil, (DateTimeOffset?)null), ct),
            CancellationToken.None
        );

        // The bench serves from its own directory; the process gets a copy of its store.
        var store = Path.Combine(folder, Path.GetFileName(Directory.GetFiles(Bench.Host.DataFolder, "*.db").Single()));
        await Bench.Host.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlAsync($"VACUUM INTO {store}", ct), CancellationToken.None);
    }

    private async Task<List<Row>> RowsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(folder, "*.db").Single()};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Group", "State", "Doubts", "Repeats" FROM "Messages" """;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
            rows.Add(new Row(reader.GetInt64(0), (MessageState)reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)));
        return rows;
    }

    private static async Task UntilAsync(Func<bool> condition, ServerProcess process)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1_500, "It did not come to that within 30 seconds:\n" + string.Join('\n', process.Log));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private sealed record Row(long Group, MessageState State, int Doubts, int Repeats);
}
