using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Watching;

/// <summary>Registers the watched folder.</summary>
internal static class WatchingSetup
{
    /// <summary>Services and options.</summary>
    public static void AddWatching(this IServiceCollection services)
    {
        services.AddOptions<FolderOptions>().BindConfiguration("Ingest:Folder").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FolderOptions>, FolderOptionsValidator>();
        services.AddSingleton<WatchedPlace>();
        services.AddSingleton<WatchedFileReader>();
        services.AddSingleton<WatchedFileStore>();
        services.AddSingleton<FolderJobs>();
        services.AddHostedService<FolderWatch>();
    }
}
