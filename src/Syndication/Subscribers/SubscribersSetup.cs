namespace Syndication.Subscribers;

/// <summary>Registers readers, their plans and their pages.</summary>
public static class SubscribersSetup
{
    /// <summary>Services and options.</summary>
    public static void AddSubscribers(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReaderTokens>();
        builder.Services.AddSingleton<ReaderLinks>();
    }

    /// <summary>Endpoints.</summary>
    public static void MapSubscribers(this IEndpointRouteBuilder app) => _ = app;
}
