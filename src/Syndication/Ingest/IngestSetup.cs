namespace Syndication.Ingest;

/// <summary>Registers this feature.</summary>
public static class IngestSetup
{
    /// <summary>Services and options.</summary>
    public static void AddIngest(this IHostApplicationBuilder builder) => _ = builder;

    /// <summary>Endpoints.</summary>
    public static void MapIngest(this IEndpointRouteBuilder app) => _ = app;
}
