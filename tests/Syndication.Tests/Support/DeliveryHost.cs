using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syndication.Delivery;
using Syndication.Delivery.Relays;
using Syndication.Storage;
using Syndication.Storage.Postgres;
using Syndication.Storage.Sqlite;

namespace Syndication.Tests.Support;

/// <summary>The host with content of its own in both streams, and the ledger at hand.</summary>
public sealed class DeliveryHost : SyndicationHost
{
    public FakeContent Digests { get; } = new(MessageStream.Digest);

    public FakeContent Transactional { get; } = new(MessageStream.Transactional);

    public ErrorLog Errors { get; } = new();

    public FaultyReads Reads { get; } = new();

    public FaultyCommits Commits { get; } = new();

    /// <summary>What else looks at what the store is told; before the first use.</summary>
    public List<IInterceptor> Interceptors { get; } = [];

    /// <summary>How long its relays are waited for; null: as the product waits.</summary>
    internal SmtpPatience? Patience { get; set; }

    /// <summary>A service that is stopped before all others.</summary>
    public IHostedService? StopsFirst { get; set; }

    /// <summary>Leaves <c>appsettings.json</c> out: only <see cref="SyndicationHost.Settings"/> and the code's defaults count.</summary>
    public bool WithoutFile { get; set; }

    /// <summary>Runs by the wall clock: for tests of how long something takes.</summary>
    public bool ByWallClock { get; set; }

    public Ledger Ledger => Services.GetRequiredService<Ledger>();

    public string Outbox => Path.Combine(DataFolder, "outbox");

    /// <summary>Adds a relay; before the first use.</summary>
    public void Relay(int port, int number = 0, params (string Key, string Value)[] more)
    {
        var key = $"Delivery:Relays:{number}:";
        Settings[key + "Kind"] = "Smtp";
        Settings[key + "Name"] = $"relay-{number}";
        Settings[key + "Host"] = "127.0.0.1";
        Settings[key + "Port"] = port.ToString();
        Settings[key + "Security"] = "None";
        foreach (var (name, value) in more)
            Settings[key + name] = value;
    }

    public Task QueueAsync(long group, params long[] recipients) => QueueAsync(MessageStream.Digest, group, null, recipients);

    public Task QueueAsync(MessageStream stream, long group, DateTimeOffset? freshUntil, params long[] recipients) =>
        Database.WriteAsync((db, ct) => Ledger.QueueAsync(db, stream, group, recipients, null, freshUntil, ct), CancellationToken.None);

    public Task DrainAsync(CancellationToken ct = default) => Services.GetRequiredService<SenderJobs>().DrainAsync(ct);

    /// <summary>Moves the clock and sends what is due then.</summary>
    public Task DrainAfterAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return DrainAsync();
    }

    public Task<Message> RowAsync(long group, long recipient, MessageStream stream = MessageStream.Digest) =>
        Database.ReadAsync(
            (db, ct) => db.Set<Message>().SingleAsync(row => row.Stream == stream && row.Group == group && row.Recipient == recipient, ct),
            CancellationToken.None
        );

    public Task<List<Attempt>> AttemptsAsync(long message) =>
        Database.ReadAsync(
            (db, ct) => db.Set<Attempt>().Where(attempt => attempt.Message == message).OrderBy(attempt => attempt.Id).ToListAsync(ct),
            CancellationToken.None
        );

    public async Task<MailingCounts> CountsAsync(long group, MessageStream stream = MessageStream.Digest) =>
        (await Database.ReadAsync((db, ct) => Ledger.CountsAsync(db, stream, group, ct), CancellationToken.None))!;

    /// <summary>Changes a row as a crash, an operator or another node would.</summary>
    public Task ChangeAsync(long group, long recipient, Action<Message> change) =>
        Database.WriteAsync(
            async (db, ct) => change(await db.Set<Message>().SingleAsync(row => row.Group == group && row.Recipient == recipient, ct)),
            CancellationToken.None
        );

    public async Task<HealthReportEntry> HealthAsync(string name = "ledger")
    {
        var report = await Services
            .GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == name, CancellationToken.None);
        return report.Entries[name];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureAppConfiguration(configuration =>
        {
            foreach (var file in configuration.Sources.OfType<JsonConfigurationSource>().Where(_ => WithoutFile).ToList())
                configuration.Sources.Remove(file);
        });
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILoggerProvider>(Errors);
            if (StopsFirst is { } first)
                services.AddSingleton(first);
            services.ConfigureDbContext<SqlitePublicationDb>(options => options.AddInterceptors([Reads, Commits, .. Interceptors]));
            services.ConfigureDbContext<PostgresPublicationDb>(options => options.AddInterceptors([Reads, Commits, .. Interceptors]));
            if (Patience is { } waits)
                services.AddSingleton(waits);
            if (ByWallClock)
                services.AddSingleton(TimeProvider.System);
            services.RemoveAll<IMessageContent>();
            services.AddSingleton<IMessageContent>(Digests);
            services.AddSingleton<IMessageContent>(Transactional);
        });
    }
}
