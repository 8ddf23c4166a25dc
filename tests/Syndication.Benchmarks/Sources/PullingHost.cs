using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using Syndication.Operations;
using Syndication.Outbound;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Benchmarks.Sources;

/// <summary>As much of the host as pulls sources, on a store of its own.</summary>
internal sealed class PullingHost : IAsyncDisposable
{
    private readonly IHost host;

    private PullingHost(IHost host) => this.host = host;

    public SourceJobs Jobs => host.Services.GetRequiredService<SourceJobs>();

    private Database Database => host.Services.GetRequiredService<Database>();

    public static async Task<PullingHost> OpenAsync(SourceFarm farm, string folder, TimeSpan gap, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = ProjectRoot.Find() });
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["Publication:BaseAddress"] = "http://localhost";
        builder.Configuration["Publication:Sender"] = "The Test Post <news@news.test>";
        builder.Configuration["Outbound:AllowedNetworks:0"] = "127.0.0.0/8";
        builder.Configuration["Ingest:Pull:HostGap"] = gap.ToString("c", CultureInfo.InvariantCulture);
        for (var number = 0; number < farm.Sources; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Ingest:Sources:{number}:");
            builder.Configuration[key + "Address"] = farm.AddressOf(number);
            builder.Configuration[key + "Section"] = "gear";
            builder.Configuration[key + "Every"] = "00:01:00";
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        builder.Services.AddMetrics();
        builder.AddStorage();
        builder.AddPublication();
        builder.AddOutbound(services => services.GetRequiredService<WebAddresses>().Base);
        builder.AddArticles();
        builder.Services.AddSingleton<ISourceReader, PieceReader>();
        builder.AddIngest();
        var opened = new PullingHost(builder.Build());
        await opened.host.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        await opened.host.Services.GetRequiredService<SectionStore>().PutAsync(new SectionSlug("gear"), "Gear", _ => { }, ct);
        return opened;
    }

    /// <summary>Makes everything due now.</summary>
    public Task MakeDueAsync(CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Database.WriteAsync(
            (db, token) => db.Set<SourceRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, now), token),
            ct
        );
    }

    /// <summary>How many sources came to each outcome last.</summary>
    public Task<Dictionary<SourceOutcome, int>> OutcomesAsync(CancellationToken ct) =>
        Database.ReadAsync(
            (db, token) =>
                db.Set<SourceRow>()
                    .Where(row => row.Outcome != null)
                    .GroupBy(row => row.Outcome!.Value)
                    .Select(group => new { group.Key, Count = group.Count() })
                    .ToDictionaryAsync(group => group.Key, group => group.Count, token),
            ct
        );

    /// <summary>Pulls as the background does, until it is told to stop.</summary>
    public async Task PullUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Jobs.RunAsync(stop);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
