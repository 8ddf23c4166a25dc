using Hangfire;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Gate;
using Syndication.Digests;
using Syndication.Feeds.WebSub;
using Syndication.Ingest.Sameness;
using Syndication.Ingest.Sources;
using Syndication.Subscribers;

namespace Syndication.Operations;

/// <summary>Registers Hangfire as the clock that wakes workers.</summary>
internal static class JobsSetup
{
    // The ledger retries; a tick that failed is followed by the next one.
    private static readonly AutomaticRetryAttribute NoRetry = new() { Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete };

    public static void AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration("Jobs").ValidateOnStart();
        services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
        services.AddSingleton<IValidateOptions<JobsOptions>, JobsServerValidator>();
        services.AddSingleton(provider => new RecurringJobs(
            provider.GetRequiredService<ArticleJobs>(),
            provider.GetRequiredService<SubscriberJobs>(),
            provider.GetRequiredService<DigestJobs>(),
            provider.GetRequiredService<SenderSignal>(),
            provider.GetRequiredService<HubJobs>(),
            provider.GetRequiredService<BounceJobs>(),
            provider.GetRequiredService<Brake>(),
            provider.GetRequiredService<PrintJobs>(),
            provider.GetRequiredService<SourceSignal>()
        ));
        services.AddHangfire(
            (provider, hangfire) =>
                hangfire
                    .UseLogProvider(new HangfireLog(provider.GetRequiredService<ILoggerFactory>()))
                    .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                    .UseSimpleAssemblyNameTypeSerializer()
                    .UseRecommendedSerializerSettings()
                    .UseStorage(JobStorages.Of(provider))
                    .UseFilter(NoRetry)
        );
        services.AddHostedService<JobServer>();
        services.AddHostedService<DueWatch>();
    }
}
