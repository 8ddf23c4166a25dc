using Microsoft.Extensions.Options;

namespace Syndication.Feeds.WebSub;

/// <summary>Registers the hub.</summary>
internal static class HubSetup
{
    public static void AddHub(this IServiceCollection services)
    {
        services
            .AddOptions<HubOptions>()
            .BindConfiguration("Feeds:Hub")
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection("Feeds:PingHubs").Bind(options.PingHubs))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubOptions>, HubOptionsValidator>();
        services.AddSingleton<HubTopics>();
        services.AddSingleton<HubSecrets>();
        services.AddSingleton<HubRequestReader>();
        services.AddSingleton<HubIntake>();
        services.AddSingleton<HubMetrics>();
        services.AddSingleton<HubVerificationStore>();
        services.AddSingleton<HubVerifier>();
        services.AddSingleton<HubPingBaseline>();
        services.AddSingleton<HubDistributor>();
        services.AddSingleton<HubDeliveryStore>();
        services.AddSingleton<HubFeeds>();
        services.AddSingleton<HubSending>();
        services.AddSingleton<HubDeliverer>();
        services.AddSingleton<HubJobs>();
        services.AddHostedService<HubWatch>();
    }
}
