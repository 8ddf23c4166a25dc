using Microsoft.Extensions.Options;
using Syndication.Delivery.Dkim;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Mails;
using Syndication.Delivery.Relays;
using Syndication.Delivery.Sending;
using Syndication.Publication;

namespace Syndication.Delivery;

/// <summary>Registers the way out: ledger, senders, relays.</summary>
public static class DeliverySetup
{
    /// <summary>Services and options.</summary>
    public static void AddDelivery(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DeliveryOptions>().BindConfiguration("Delivery").Configure<IConfiguration>(BindRelays).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DkimOptionsValidator>();
        services.AddSingleton<IValidateOptions<PublicationOptions>, SenderOptionsValidator>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<OpenMessages>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<Suppressions>();
        services.AddSingleton<MessageTokens>();
        services.AddSingleton<SenderSignal>();
        services.AddSingleton<DkimSigners>();
        services.AddSingleton<MailBuilder>();
        services.AddSingleton<NodeShare>();
        services.AddSingleton(SmtpPatience.Default);
        services.AddSingleton<RelayPool>();
        services.AddSingleton<DomainPacing>();
        services.AddSingleton<WorkerRegistry>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<LedgerWriter>();
        services.AddSingleton<HeldMessages>();
        services.AddGate();
        services.AddSingleton<Preparer>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<SendingEngine>();
        services.AddSingleton(provider => new SenderJobs(
            provider.GetRequiredService<SendingEngine>(),
            provider.GetRequiredService<LeaseStore>(),
            provider.GetRequiredService<RelayPool>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddHostedService<Senders>();
        services.AddHealthChecks().AddCheck<LedgerHealth>("ledger", tags: ["ready"]).AddCheck<RelayHealth>("relays", tags: ["ready"]);
    }

    // The binder drops a list's item that does not fit without a word, and mail would go to files: each is bound by itself.
    private static void BindRelays(DeliveryOptions options, IConfiguration configuration) =>
        options.Relays = [.. configuration.GetSection("Delivery:Relays").GetChildren().Select(relay => relay.Get<RelayOptions>() ?? new())];
}
