using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers.Lists;
using Syndication.Subscribers.Records;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>Registers readers, their plans and their pages.</summary>
public static class SubscribersSetup
{
    /// <summary>Services and options.</summary>
    public static void AddSubscribers(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SubscriberOptions>().BindConfiguration("Subscribers").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SubscriberOptions>, SubscriberOptionsValidator>();
        services.AddSingleton<ReaderTokens>();
        services.AddSingleton<ReaderLinks>();
        services.AddSingleton<SubscriberStore>();
        services.AddSingleton<ConsentLog>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<MailBudget>();
        services.AddSingleton<TransactionalMails>();
        services.AddSingleton<TransactionalContent>();
        services.AddSingleton<IMessageContent>(provider => provider.GetRequiredService<TransactionalContent>());
        services.AddSingleton<ITemplateTrial, TransactionalTrial>();
        services.AddSingleton<ITemplateTrial, ReaderPagesTrial>();
        services.AddSingleton<SignUps>();
        services.AddSingleton<Confirmations>();
        services.AddSingleton<CalledBack>();
        services.AddSingleton<Departures>();
        services.AddSingleton<FrequencyCap>();
        services.AddSingleton<PlanReader>();
        services.AddSingleton<PlanChanges>();
        services.AddSingleton<PlanForms>();
        services.AddSingleton<LanguageChoices>();
        services.AddSingleton<SteadyAnswers>();
        services.AddSingleton<SignUpForms>();
        services.AddSingleton<SignUpFrames>();
        services.AddSingleton<AddressChanges>();
        services.AddSingleton<ReaderPages>();
        services.AddSingleton<ReaderSections>();
        services.AddSingleton<ReaderFeedAddresses>();
        services.AddSingleton<BatchReading>();
        services.AddSingleton<SubscriberBatch>();
        services.AddLists();
        services.AddSingleton<ReaderRecords>();
        services.AddSingleton<SubscriberPatches>();
        services.AddSingleton<Erasure>();
        services.AddSingleton(provider => new SubscriberJobs(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<Erasure>(),
            provider.GetRequiredService<IOptions<SubscriberOptions>>().Value.KeepUnconfirmed,
            provider.GetRequiredService<TimeProvider>()
        ));
    }

    /// <summary>Endpoints.</summary>
    public static void MapSubscribers(this IEndpointRouteBuilder app)
    {
        app.MapSignUp();
        app.MapConfirm();
        app.MapPreferences();
        app.MapAddress();
        app.MapReaderFeeds();
        app.MapUnsubscribe();
        app.MapSubscriberApi();
        app.MapLists();
        app.MapReaderRecords();
    }
}
