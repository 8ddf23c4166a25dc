using Microsoft.Extensions.Options;
using Syndication.Feeds.Limits;
using Syndication.Feeds.Personal;
using Syndication.Feeds.Search;
using Syndication.Feeds.WebSub;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>Registers the feeds.</summary>
public static class FeedsSetup
{
    /// <summary>Rendering, the cache, and <see cref="FeedLinks"/> for other features.</summary>
    public static void AddFeeds(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FeedOptions>().BindConfiguration("Feeds").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>();
        services.AddOptions<LimitOptions>().BindConfiguration("Feeds:Limits").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<ClientBudgets>();
        services.AddSingleton<FeedLinks>();
        services.AddSingleton<FeedItems>();
        services.AddSingleton<FeedItemReader>();
        services.AddSingleton<FeedIdentity>();
        services.AddSingleton<ScopeProfiles>();
        services.AddSingleton<FeedTombstones>();
        services.AddSingleton<IFeedSource, ScopeFeeds>();
        services.AddSingleton<IFeedSource, SelectionFeeds>();
        services.AddSingleton<IFeedSource, ArchiveFeeds>();
        services.AddSingleton<IFeedSource, SearchFeeds>();
        services.AddSingleton<FeedSources>();
        services.AddSingleton<FeedsMetrics>();
        services.AddSingleton<FeedCache>();
        services.AddSingleton<FeedDesk>();
        services.AddSingleton<KeptDocuments>();
        services.AddSingleton<Opml>();
        services.AddSingleton(provider => new PersonalFeeds(
            provider.GetRequiredService<FeedCache>(),
            provider.GetRequiredService<FeedLinks>(),
            provider.GetRequiredService<FeedIdentity>(),
            provider.GetRequiredService<WebAddresses>()
        ));
        services.AddHub();
    }

    /// <summary>Answers for feeds that are ready to be sent; first of all middleware, as it needs none of the others.</summary>
    public static void UseFeeds(this IApplicationBuilder app) => app.UseMiddleware<WarmFeeds>();

    /// <summary>The feeds' addresses.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        FeedEndpoints.Map(app);
        SearchEndpoints.Map(app);
        HubEndpoints.Map(app);
        ArchiveEndpoints.Map(app);
    }
}
