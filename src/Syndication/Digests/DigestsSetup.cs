using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Subscribers.Records;

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
        services.AddSingleton<IssueRenderer>();
        services.AddSingleton<IssueCompiler>();
        services.AddSingleton<IssueStore>();
        services.AddSingleton<IssueVersions>();
        services.AddSingleton<PublicationStamp>();
        services.AddSingleton<IssueDesk>();
        services.AddSingleton<Resending>();
        services.AddSingleton<IssueActs>();
        services.AddSingleton<DueReaders>();
        services.AddSingleton<Resumption>();
        services.AddSingleton<PlanWriter>();
        services.AddSingleton<Planner>();
        services.AddSingleton<DigestJobs>();
        services.AddSingleton<IMessageContent, DigestContent>();
        services.AddSingleton<IMailTitles, IssueTitles>();
    }

    /// <summary>Endpoints.</summary>
    public static void MapDigests(this IEndpointRouteBuilder app) => DigestEndpoints.Map(app);
}
