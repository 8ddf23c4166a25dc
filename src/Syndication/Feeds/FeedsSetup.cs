namespace Syndication.Feeds;

/// <summary>Registers this feature.</summary>
public static class FeedsSetup
{
    /// <summary>Services and options.</summary>
    public static void AddFeeds(this IHostApplicationBuilder builder) => _ = builder;

    /// <summary>Endpoints.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder app) => _ = app;
}
