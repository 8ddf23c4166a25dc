using Microsoft.Extensions.Options;
using Syndication.Pages.Sitemaps;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>Registers the pages for people.</summary>
public static class PagesSetup
{
    /// <summary>The pages.</summary>
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PagesOptions>().BindConfiguration("Pages").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PagesOptions>, PagesOptionsValidator>();
        services.AddSingleton<PageDates>();
        services.AddSingleton<PageWords>();
        services.AddSingleton<Cards>();
        services.AddSingleton<PageFeeds>();
        services.AddSingleton(provider => provider.GetRequiredService<PageFeeds>().Site);
        services.AddSingleton<ArticleData>();
        services.AddSingleton<HomePage>();
        services.AddSingleton<ListingPages>();
        services.AddSingleton<ArticlePage>();
        services.AddSingleton<FeedsPage>();
        services.AddSingleton<SearchPage>();
        services.AddSingleton<OpenSearch>();
        services.AddSingleton<SitemapDocuments>();
        services.AddSingleton<Assets>();
        services.AddSingleton<ITemplateTrial, PublicPagesTrial>();
    }

    /// <summary>Their addresses, and pages in place of an empty 404 or 410.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseMiddleware<MissingPages>();
        PagesEndpoints.Map(app);
        SearchEndpoints.Map(app);
        SitemapEndpoints.Map(app);
    }
}
