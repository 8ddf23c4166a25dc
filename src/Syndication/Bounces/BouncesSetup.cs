using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;
using Syndication.Bounces.Webhooks;
using Syndication.Mailboxes;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>Registers what comes back: the mailbox, providers' webhooks, and what follows.</summary>
public static class BouncesSetup
{
    /// <summary>Services and options.</summary>
    public static void AddBounces(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<BouncesOptions>().BindConfiguration("Bounces").ValidateOnStart();
        services.AddSingleton<IValidateOptions<BouncesOptions>, BouncesOptionsValidator>();
        services.AddSingleton<BounceJudge>();
        services.AddSingleton<BounceMetrics>();
        services.AddSingleton<ReportJournal>();
        services.AddSingleton<BounceStore>();
        services.AddSingleton<SubjectFinder>();
        services.AddSingleton<Consequences>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<UnsubscribeMails>();
        services.AddSingleton<MailReading>();
        services.AddSingleton<ReportIntake>();
        services.AddSingleton<IReaderErasure, BounceErasure>();
        services.AddSingleton<SnsCertificates>();
        services.AddSingleton<IWebhook, SesWebhook>();
        services.AddSingleton<IWebhook, PostmarkWebhook>();
        services.AddSingleton<IWebhook, SendGridWebhook>();
        services.AddSingleton<IWebhook, MailgunWebhook>();
        services.AddSingleton<IWebhook, PlainWebhook>();
        services.AddSingleton(provider => new BounceJobs(
            provider.GetRequiredService<MailboxFactory>(),
            provider.GetRequiredService<ReportIntake>(),
            provider.GetRequiredService<BounceStore>(),
            provider.GetRequiredService<IOptions<BouncesOptions>>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddHostedService<MailboxWatch>();
    }

    /// <summary>Endpoints.</summary>
    public static void MapBounces(this IEndpointRouteBuilder app) => BouncesEndpoints.Map(app);
}
