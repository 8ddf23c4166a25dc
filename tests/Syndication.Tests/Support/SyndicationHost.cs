using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Operations;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Tests.Support;

/// <summary>The whole host on a store of its own with real migrations, a pickup directory and a clock that only tests move.</summary>
/// <remarks>Nothing runs in the background: what Hangfire would wake is called by <see cref="TickAsync"/>.</remarks>
public class SyndicationHost : WebApplicationFactory<Program>
{
    /// <summary>Monday, 2 March 2026, 06:00 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly TestStore store = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-test-").FullName;

    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>Further settings, in configuration form; set before the first use.</summary>
    public Dictionary<string, string?> Settings { get; } =
        new(StringComparer.Ordinal)
        {
            ["Publication:BaseAddress"] = "http://localhost",
            ["Publication:Name"] = "The Test Post",
            ["Publication:Sender"] = "The Test Post <news@news.test>",
            ["Publication:PostalAddress"] = "1 Test Street, Testville",
            ["Jobs:Roles"] = "web",
            ["Subscribers:AnswerAfter"] = "00:00:00",
        };

    /// <summary>Makes this a second node of another host's publication: the same store, not a copy of it.</summary>
    public void JoinStoreOf(SyndicationHost other)
    {
        foreach (var (key, value) in other.store.Settings)
            Settings[key] = value;
    }

    /// <summary>Makes this what another host is after a restart, the other still running: it finds the store as the other left it.</summary>
    public void RestartOf(SyndicationHost before)
    {
        if (before.store.Settings.Count > 0)
        {
            JoinStoreOf(before);
            return;
        }

        Directory.CreateDirectory(DataFolder);
        foreach (var file in Directory.GetFiles(before.DataFolder, "*.db*"))
            File.Copy(file, Path.Combine(DataFolder, Path.GetFileName(file)));
    }

    public string DataFolder => Path.Combine(folder, "data");

    public Database Database => Services.GetRequiredService<Database>();

    public ArticleStore Articles => Services.GetRequiredService<ArticleStore>();

    /// <summary>Publishes without any way in, for tests of what comes after.</summary>
    public Task<ArticleId> PublishAsync(ArticleContent content) =>
        Database.WriteAsync(
            (db, ct) => Services.GetRequiredService<ArticlePublisher>().CreateAsync(db, content, ct),
            CancellationToken.None
        );

    /// <summary>Takes other content for an article, as the ways in do.</summary>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> ReviseAsync(ArticleId id, ArticleContent content) =>
        Database.WriteAsync(
            (db, ct) => Services.GetRequiredService<ArticlePublisher>().ReviseAsync(db, id, content, ct),
            CancellationToken.None
        );

    /// <summary>Takes an article back.</summary>
    public Task WithdrawAsync(ArticleId id) =>
        Database.WriteAsync((db, ct) => Services.GetRequiredService<ArticlePublisher>().WithdrawAsync(db, id, ct), CancellationToken.None);

    public Task AddSectionAsync(string slug, string name, string note = "") =>
        Services
            .GetRequiredService<SectionStore>()
            .PutAsync(new SectionSlug(slug), name, section => section.Note = note, CancellationToken.None);

    /// <summary>What the recurring jobs do once a minute, in their order.</summary>
    public virtual async Task TickAsync()
    {
        await Services.GetRequiredService<RecurringJobs>().PlanAsync(CancellationToken.None);
        await Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);
    }

    /// <summary>
    /// Waits until the watcher of the store has told of all that was committed, which it does a moment later for commits of this process,
    /// too: whoever counts what is answered from memory counts from then on.
    /// </summary>
    public async Task SettleAsync()
    {
        var changes = Services.GetRequiredService<StoreChanges>();
        for (var seen = -1L; seen != changes.Generation; await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System))
            seen = changes.Generation;
    }

    /// <summary>Moves the clock, ticking once at the end.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await TickAsync();
    }

    // A start that fails is one line on standard error and the end of the program, and the services of what did not start are there all the same.
    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        return host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested
            ? host
            : throw new InvalidOperationException("The host did not start; why is on standard error.");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        TestStore.Prepare(DataFolder);
        builder.UseEnvironment("Production");
        builder.UseSetting("Storage:Directory", DataFolder);
        foreach (var (key, value) in store.Settings.Concat(Settings))
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(_ => SharedTemplates.Words);
            services.AddSingleton(_ => SharedTemplates.Library);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        store.Dispose();
        ForgetConnections();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // A pool of connections remembers in whose context it was made, the whole host, and nobody else would close it for minutes.
    private void ForgetConnections()
    {
        foreach (var file in Directory.Exists(DataFolder) ? Directory.GetFiles(DataFolder, "*.db") : [])
        {
            using var connection = new SqliteConnection($"Data Source={file}");
            SqliteConnection.ClearPool(connection);
        }
    }
}
