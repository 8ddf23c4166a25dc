namespace Syndication.Digests;

/// <summary>Registers this feature.</summary>
public static class DigestsSetup
{
    /// <summary>Services and options.</summary>
    public static void AddDigests(this IHostApplicationBuilder builder) => _ = builder;

    /// <summary>Endpoints.</summary>
    public static void MapDigests(this IEndpointRouteBuilder app) => _ = app;
}
