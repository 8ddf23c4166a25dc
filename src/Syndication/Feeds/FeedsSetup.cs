using Microsoft.Extensions.Options;
using Syndication.Feeds.WebSub;

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
        services.AddSingleton<FeedLinks>();
        services.AddSingleton<FeedItems>();
        services.AddSingleton<FeedIdentity>();
        services.AddSingleton<FeedSource>();
        services.AddSingleton<FeedCache>();
        services.AddSingleton<Opml>();
        services.AddHub();
    }

    /// <summary>The feeds' addresses.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        FeedEndpoints.Map(app);
        HubEndpoints.Map(app);
    }
}
