using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Articles;
using Syndication.Benchmarks.Delivery;
using Syndication.Benchmarks.Digests;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Digests;
using Syndication.Mailboxes;
using Syndication.Operations;
using Syndication.Outbound;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Benchmarks.Returns;

/// <summary>Reports in the pickup inbox, read by a process of its own, so that its memory is nobody else's.</summary>
internal static class ReadingRun
{
    /// <summary>The domain of the envelope senders.</summary>
    private const string Domain = "bounces.news.test";

    /// <summary>Puts a report of each reader's mail into the inbox of a new store, and has a child process read them.</summary>
    /// <param name="folder">Where the store is made.</param>
    /// <param name="reports">How many.</param>
    /// <param name="kills">How often the child is killed while it reads, and started anew.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Reading> StartAsync(string folder, int reports, int kills, CancellationToken ct)
    {
        var store = $"returns-{reports}";
        var room = new SqliteMailroom(folder);
        await room.CreateAsync(store, copyOf: null, ct);
        var data = room.SettingsOf(store)["Storage:Directory"];
        using (var host = Open(data))
            await host.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        await using (var connection = await room.OpenAsync(store, ct))
            await Crowd.JoinAsync(room, connection, reports, ct);
        using (var host = Open(data))
            await WriteAsync(host.Services, Path.Combine(data, "inbox"), ct);
        var random = new Random(7);
        for (var kill = 0; kill < kills; kill++)
            await KillAsync(data, random.Next(0, 300), ct);
        using var process = StartChild(data);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Reading ended with {process.ExitCode}: {output}");
        await room.DropAsync(store, ct);
        return JsonSerializer.Deserialize<Reading>(output.AsSpan(output.LastIndexOf('{')))!;
    }

    /// <summary>Kills a child some time after it has begun to read.</summary>
    private static async Task KillAsync(string data, int milliseconds, CancellationToken ct)
    {
        var inbox = Path.Combine(data, "inbox");
        var before = Directory.GetFiles(inbox).Length;
        using var process = StartChild(data);
        while (!process.HasExited && Directory.GetFiles(inbox).Length == before)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, ct);
        process.Kill();
        await process.WaitForExitAsync(ct);
    }

    private static Process StartChild(string data) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Syndication.Benchmarks.dll"), "reading", data])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    /// <summary>The child's part.</summary>
    public static async Task<int> RunAsync(string data)
    {
        var ct = CancellationToken.None;
        using var host = Open(data);
        await host.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var started = Stopwatch.GetTimestamp();
        await host.Services.GetRequiredService<BounceJobs>().ReadAsync(ct);
        var took = Stopwatch.GetElapsedTime(started);
        var (suppressed, events) = await host
            .Services.GetRequiredService<Database>()
            .ReadAsync(
                async (db, token) => (await db.Set<Suppression>().CountAsync(token), await db.Set<ReturnEvent>().CountAsync(token)),
                ct
            );
        Console.WriteLine(
            JsonSerializer.Serialize(
                new Reading(suppressed, events, took.TotalSeconds, ChildProcess.MemoryOf(Environment.ProcessId, "VmHWM"))
            )
        );
        return 0;
    }

    private static IHost Open(string data)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = ProjectRoot.Find() });
        builder.Configuration["Storage:Directory"] = data;
        builder.Configuration["Publication:BaseAddress"] = "http://localhost";
        builder.Configuration["Publication:Sender"] = "The Test Post <news@news.test>";
        builder.Configuration["Delivery:ReturnPathDomain"] = Domain;
        builder.AddStorage();
        builder.AddMailboxes();
        builder.AddPublication();
        builder.AddOutbound(_ => "http://localhost");
        builder.AddTemplates();
        builder.AddArticles();
        builder.AddDelivery();
        builder.AddSubscribers();
        builder.AddDigests();
        builder.AddBounces();
        return builder.Build();
    }

    private static async Task WriteAsync(IServiceProvider services, string inbox, CancellationToken ct)
    {
        await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var database = services.GetRequiredService<Database>();
        await database.WriteAsync(
            async (db, token) =>
            {
                var readers = await db.Set<Subscriber>().Select(reader => reader.Number).ToListAsync(token);
                await services
                    .GetRequiredService<Ledger>()
                    .QueueAsync(db, MessageStream.Digest, 1, readers, dueAt: null, freshUntil: null, token);
            },
            ct
        );
        var sent = await database.ReadAsync(
            (db, token) =>
                db.Set<Message>()
                    .Join(
                        db.Set<Subscriber>(),
                        row => row.Recipient,
                        reader => reader.Number,
                        (row, reader) => new { Row = row, reader.Email }
                    )
                    .ToListAsync(token),
            ct
        );
        var report = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Returns", "report.eml"), ct);
        var tokens = services.GetRequiredService<MessageTokens>();
        Directory.CreateDirectory(inbox);
        foreach (var one in sent)
        {
            var token = tokens.Make(one.Row.Id, new MessageKey(one.Row.Stream, one.Row.Group, one.Row.Recipient));
            var number = one.Row.Id.ToString("D8", CultureInfo.InvariantCulture);
            var text = report
                .Replace("{returnPath}", ReturnPath.Make(token, Domain), StringComparison.Ordinal)
                .Replace("{token}", token, StringComparison.Ordinal)
                .Replace("{recipient}", one.Email, StringComparison.Ordinal)
                .Replace("{number}", number, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(inbox, number + ".eml"), text, ct);
        }
    }
}

/// <summary>What came of reading.</summary>
/// <param name="Suppressed">Addresses that are suppressed.</param>
/// <param name="Events">Reports that were counted.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Peak">Most bytes that the process ever held.</param>
internal sealed record Reading(int Suppressed, int Events, double Seconds, long Peak);
