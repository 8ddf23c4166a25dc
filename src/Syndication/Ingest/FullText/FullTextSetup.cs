namespace Syndication.Ingest.FullText;

/// <summary>Registers the fetching of whole texts.</summary>
internal static class FullTextSetup
{
    /// <summary>Services and options.</summary>
    public static void AddFullText(this IServiceCollection services)
    {
        services.AddSingleton<RobotsRules>();
        services.AddSingleton<PagePauses>();
        services.AddSingleton<PageFetcher>();
    }
}
