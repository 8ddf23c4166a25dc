namespace Syndication.Pages;

/// <summary>Registers this feature.</summary>
public static class PagesSetup
{
    /// <summary>Services and options.</summary>
    public static void AddPages(this IHostApplicationBuilder builder) => _ = builder;

    /// <summary>Endpoints.</summary>
    public static void MapPages(this IEndpointRouteBuilder app) => _ = app;
}
