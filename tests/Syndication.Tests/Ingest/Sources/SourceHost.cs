using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using Syndication.Storage.Postgres;
using Syndication.Storage.Sqlite;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>The whole host with sources on loopback, which send <see cref="SourceDocument"/>s as they are: fetching is what is tested here.</summary>
public sealed class SourceHost : NewsroomHost
{
    private readonly PlainReader reader = new();
    private int sources;
    private bool isBegun;

    public SourceHost()
    {
        Settings["Outbound:AllowedNetworks:0"] = "127.0.0.0/8";
        Settings["Ingest:Pull:HostGap"] = "00:00:00";
    }

    public TextLog Log { get; } = new();

    /// <summary>The store's commits: the signals of <see cref="Syndication.Storage.StoreChanges"/> come again when its watcher sees them, too.</summary>
    public FaultyCommits Commits { get; } = new();

    /// <summary>How many documents were read.</summary>
    public int Readings => reader.Readings;

    /// <summary>Adds a source to the configuration; before the first use.</summary>
    public void AddSource(string name, string address, params (string Key, string Value)[] more)
    {
        var key = $"Ingest:Sources:{sources++}:";
        Settings[key + "Name"] = name;
        Settings[key + "Address"] = address;
        Settings[key + "Section"] = "gear";
        foreach (var (setting, value) in more)
            Settings[key + setting] = value;
    }

    /// <summary>What the background does when something is due.</summary>
    public async Task PullAsync()
    {
        await BeginAsync();
        await Services.GetRequiredService<SourceJobs>().RunAsync(CancellationToken.None);
    }

    /// <summary>Adds the sections Gear and Boats, once.</summary>
    public async Task BeginAsync()
    {
        if (isBegun)
            return;
        isBegun = true;
        await AddSectionAsync("gear", "Gear");
        await AddSectionAsync("boats", "Boats");
    }

    public Task PullAfterAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return PullAsync();
    }

    internal Task<SourceRow> RowAsync(string name) =>
        Database.ReadAsync((db, ct) => db.Set<SourceRow>().SingleAsync(row => row.Key == name, ct), CancellationToken.None);

    internal async Task<SourceView> ViewAsync(string name) =>
        (await Services.GetRequiredService<SourceDesk>().ListAsync(CancellationToken.None)).Single(view => view.Name == name);

    internal Task<List<ArticleRow>> ArticlesAsync() =>
        Database.ReadAsync((db, ct) => db.Set<ArticleRow>().OrderBy(row => row.Id).ToListAsync(ct), CancellationToken.None);

    /// <summary>Headlines in the order in which readers of a section get them.</summary>
    internal Task<List<string>> InSequenceAsync() =>
        Database.ReadAsync(
            (db, ct) =>
                db.Set<MembershipRow>()
                    .OrderBy(membership => membership.Sequence)
                    .Join(db.Set<ArticleRow>(), membership => membership.Article, article => article.Id, (_, article) => article.Title)
                    .ToListAsync(ct),
            CancellationToken.None
        );

    internal async Task<Dictionary<string, bool>> AnnouncedAsync() =>
        (await ArticlesAsync()).ToDictionary(row => row.Title, row => row.Announce, StringComparer.Ordinal);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILoggerProvider>(Log);
            services.ConfigureDbContext<SqlitePublicationDb>(options => options.AddInterceptors(Commits));
            services.ConfigureDbContext<PostgresPublicationDb>(options => options.AddInterceptors(Commits));
            // Before those of the product: what these tests send is nobody else's.
            services.Insert(0, ServiceDescriptor.Singleton<ISourceReader>(reader));
        });
    }

    private sealed class PlainReader : ISourceReader
    {
        private static readonly JsonSerializerOptions Names = new() { PropertyNameCaseInsensitive = true };
        private int readings;

        public int Readings => Volatile.Read(ref readings);

        public SourceDocument? Read(SourceBytes source, CancellationToken ct)
        {
            Interlocked.Increment(ref readings);
            try
            {
                return JsonSerializer.Deserialize<SourceDocument>(source.Content.Span, Names);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
