using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Operations;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Benchmarks.Digests;

/// <summary>As much of the host as plans and compiles, on a store and at a time of its own.</summary>
internal sealed class PlanningHost : IDisposable
{
    private readonly IHost host;

    private PlanningHost(IHost host) => this.host = host;

    public SteppedClock Clock { get; private init; } = new();

    public IServiceProvider Services => host.Services;

    /// <summary>Opens the store in a folder, and makes it where there is none.</summary>
    public static async Task<PlanningHost> OpenAsync(string folder, CancellationToken ct)
    {
        var clock = new SteppedClock();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = ProjectRoot.Find() });
        builder.Configuration["Storage:Directory"] = folder;
        builder.Configuration["Publication:BaseAddress"] = "http://localhost";
        builder.Configuration["Publication:Sender"] = "The Test Post <news@news.test>";
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddStorage();
        builder.AddPublication();
        builder.AddTemplates();
        builder.AddArticles();
        builder.AddDelivery();
        builder.AddSubscribers();
        builder.AddDigests();
        var opened = new PlanningHost(builder.Build()) { Clock = clock };
        await opened.Services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        return opened;
    }

    public void Dispose() => host.Dispose();
}
