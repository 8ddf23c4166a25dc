using Syndication.Articles.Search;

namespace Syndication.Articles;

/// <summary>Registers articles.</summary>
public static class ArticlesSetup
{
    /// <summary>The store's queries, the one way to change articles, and what time does to them.</summary>
    public static void AddArticles(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ArchiveOptions>().BindConfiguration(ArchiveOptions.Key);
        builder.Services.AddSingleton<ArticleStore>();
        builder.Services.AddSingleton<ArticleSelections>();
        builder.Services.AddSingleton<ArticleSearch>();
        builder.Services.AddSingleton<ArchiveStore>();
        builder.Services.AddSingleton<ScopeDirectory>();
        builder.Services.AddSingleton<SitemapStore>();
        builder.Services.AddSingleton<ArchivePlaces>();
        builder.Services.AddSingleton<ArticlePublisher>();
        builder.Services.AddSingleton<ArticleJobs>();
    }
}
