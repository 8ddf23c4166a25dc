using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Digests.Editors;
using Syndication.Digests.Previews;
using Syndication.Digests.Tracking;
using Syndication.Subscribers;
using Syndication.Subscribers.Records;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>Registers digests: planning, compiling, composing, and issues in the browser and the API.</summary>
public static class DigestsSetup
{
    /// <summary>Services and options.</summary>
    public static void AddDigests(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DigestOptions>().BindConfiguration("Digests").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DigestOptions>, DigestOptionsValidator>();
        services.AddSingleton<DigestMetrics>();
        services.AddSingleton<IssueLinks>();
        services.AddSingleton<IssueRenderer>();
        services.AddSingleton<IssueCompiler>();
        services.AddSingleton<IssueStore>();
        services.AddSingleton<IssueRenewal>();
        services.AddSingleton<IssueVersions>();
        services.AddSingleton<ShownIssues>();
        services.AddSingleton<PublicationStamp>();
        services.AddSingleton<IssueDesk>();
        services.AddSingleton<IssueFigures>();
        services.AddSingleton<LinkTokens>();
        services.AddSingleton<IssueTracking>();
        services.AddSingleton<TrackedLinks>();
        services.AddSingleton<LinkHits>();
        services.AddSingleton<LinkFigures>();
        services.AddHostedService<LinkHitsFlush>();
        services.AddSingleton<Resending>();
        services.AddSingleton<IssueArchive>();
        services.AddSingleton<IssueApproval>();
        services.AddSingleton<IssueActs>();
        services.AddSingleton<ArticleNames>();
        services.AddSingleton<InsertStore>();
        services.AddSingleton<IssueMatter>();
        services.AddSingleton<SpecialEditions>();
        services.AddSingleton<DueReaders>();
        services.AddSingleton<DueRules>();
        services.AddSingleton<ReaderZones>();
        services.AddSingleton<DueReaderLoading>();
        services.AddSingleton<Resumption>();
        services.AddSingleton<Inheritance>();
        services.AddSingleton<PlanWriter>();
        services.AddSingleton<Planner>();
        services.AddSingleton<DigestJobs>();
        services.AddSingleton<DigestContent>();
        services.AddSingleton<IMessageContent>(provider => provider.GetRequiredService<DigestContent>());
        services.AddSingleton<Simulation>();
        services.AddSingleton<ComingEditions>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<PreviewDesk>();
        services.AddSingleton<Forecast>();
        services.AddSingleton<ITemplateTrial, DigestTrial>();
        services.AddSingleton<ITemplateTrial, IssuesPageTrial>();
        services.AddSingleton<IMailTitles, IssueTitles>();
        services.AddSingleton<IssueContents>();
        services.AddSingleton<IIssueContents>(provider => provider.GetRequiredService<IssueContents>());
    }

    /// <summary>Endpoints.</summary>
    public static void MapDigests(this IEndpointRouteBuilder app)
    {
        DigestEndpoints.Map(app);
        FigureEndpoints.Map(app);
        LinkEndpoints.Map(app);
        InsertEndpoints.Map(app);
        SpecialEditionEndpoints.Map(app);
        PreviewEndpoints.Map(app);
    }
}
