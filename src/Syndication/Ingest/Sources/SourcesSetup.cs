using Microsoft.Extensions.Options;
using Syndication.Ingest.Sources.Hubs;

namespace Syndication.Ingest.Sources;

/// <summary>Registers the pull of sources.</summary>
internal static class SourcesSetup
{
    public static void AddSources(this IServiceCollection services)
    {
        services.AddOptions<SourcesOptions>().BindConfiguration("Ingest").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SourcesOptions>, SourcesOptionsValidator>();
        services.AddSingleton<SourceList>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton<SourceFetcher>();
        services.AddSingleton<SourceReading>();
        services.AddSingleton<WholeTexts>();
        services.AddSingleton<ReadingRoom>();
        services.AddSingleton<SourceIntake>();
        services.AddSingleton<SourceDocuments>();
        services.AddSingleton<SourceBacklog>();
        services.AddSingleton<SourceTurns>();
        services.AddSingleton<SourcePull>();
        services.AddSingleton<SourceHubs>();
        services.AddSingleton<SourcePushes>();
        services.AddSingleton<SourceMetrics>();
        services.AddSingleton<SourceWorker>();
        services.AddSingleton<SourceJobs>();
        services.AddSingleton<SourceDesk>();
        services.AddSingleton<SourceSignal>();
        services.AddHostedService<SourceWatch>();
    }

    public static void MapSources(this IEndpointRouteBuilder app)
    {
        SourceEndpoints.Map(app);
        SourceHubEndpoints.Map(app);
    }
}
