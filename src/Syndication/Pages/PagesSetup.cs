namespace Syndication.Pages;

/// <summary>Registers the pages for people.</summary>
public static class PagesSetup
{
    /// <summary>The pages.</summary>
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PageDates>();
        services.AddSingleton<Cards>();
        services.AddSingleton<PageFeeds>();
        services.AddSingleton<HomePage>();
        services.AddSingleton<ListingPages>();
        services.AddSingleton<ArticlePage>();
        services.AddSingleton<FeedsPage>();
        services.AddSingleton<SearchPage>();
        services.AddSingleton<OpenSearch>();
        services.AddSingleton<Sitemap>();
        services.AddSingleton<Assets>();
    }

    /// <summary>Their addresses, and pages in place of an empty 404 or 410.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseMiddleware<MissingPages>();
        PagesEndpoints.Map(app);
        SearchEndpoints.Map(app);
    }
}
