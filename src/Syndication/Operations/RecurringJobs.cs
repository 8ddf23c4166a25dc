using Hangfire;
using Hangfire.Common;
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

/// <summary>
/// Everything that Hangfire wakes. Each job finds its work in our own tables and may run twice or not at all: with the job storage wiped,
/// the next minute carries on.
/// </summary>
/// <remarks>Public, with public methods, because Hangfire calls it by reflection.</remarks>
public sealed class RecurringJobs
{
    private readonly ArticleJobs articles;
    private readonly SubscriberJobs subscribers;
    private readonly DigestJobs digests;
    private readonly SenderSignal senders;
    private readonly HubJobs hub;
    private readonly BounceJobs bounces;
    private readonly Brake brake;
    private readonly PrintJobs prints;
    private readonly SourceSignal sources;

    internal RecurringJobs(
        ArticleJobs articles,
        SubscriberJobs subscribers,
        DigestJobs digests,
        SenderSignal senders,
        HubJobs hub,
        BounceJobs bounces,
        Brake brake,
        PrintJobs prints,
        SourceSignal sources
    ) =>
        (this.articles, this.subscribers, this.digests, this.senders, this.hub, this.bounces, this.brake, this.prints, this.sources) = (
            articles,
            subscribers,
            digests,
            senders,
            hub,
            bounces,
            brake,
            prints,
            sources
        );

    /// <summary>Ends embargoes and takes out what expired, then plans whoever is due.</summary>
    /// <remarks>One job, in this order, so that an article is in the digest of the minute that its embargo ends in.</remarks>
    public async Task PlanAsync(CancellationToken ct)
    {
        await articles.SettleDueAsync(ct);
        await digests.PlanAsync(ct);
    }

    /// <summary>Goes on with putting archives into the index; where none are left, nothing.</summary>
    public Task IndexBacklogAsync(CancellationToken ct) => articles.IndexBacklogAsync(ct);

    /// <summary>Goes on with what older articles are recognised by; where none are left, nothing.</summary>
    public Task PrintBacklogAsync(CancellationToken ct) => prints.PrintBacklogAsync(ct);

    /// <summary>Stops digests where too much comes back.</summary>
    public Task BrakeAsync(CancellationToken ct) => brake.LookAsync(ct);

    /// <summary>Wakes the senders: something may have become due.</summary>
    public void WakeSenders() => senders.Wake();

    /// <summary>Wakes whoever pulls sources: one may have become due.</summary>
    public void WakeSources() => sources.Wake();

    /// <summary>Verifies and distributes what is due at the hub; where that is under way already, nothing.</summary>
    public Task RunHubAsync(CancellationToken ct) => hub.RunAsync(ct);

    /// <summary>Forgets sign-ups that nobody confirmed.</summary>
    public Task ForgetUnconfirmedAsync(CancellationToken ct) => subscribers.ForgetUnconfirmedAsync(ct);

    /// <summary>Drops the texts of old reports of bounces.</summary>
    public Task ForgetReportsAsync(CancellationToken ct) => bounces.ForgetAsync(ct);

    /// <summary>Registers the jobs; again is the same.</summary>
    internal static void Register(IRecurringJobManager jobs)
    {
        var options = new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Ignorable };
        Add(JobNames.Plan, Job.FromExpression<RecurringJobs>(job => job.PlanAsync(CancellationToken.None)), Cron.Minutely());
        Add(JobNames.WakeSenders, Job.FromExpression<RecurringJobs>(job => job.WakeSenders()), Cron.Minutely());
        Add("wake-sources", Job.FromExpression<RecurringJobs>(job => job.WakeSources()), Cron.Minutely());
        Add("brake", Job.FromExpression<RecurringJobs>(job => job.BrakeAsync(CancellationToken.None)), Cron.Minutely());
        Add("index", Job.FromExpression<RecurringJobs>(job => job.IndexBacklogAsync(CancellationToken.None)), Cron.Minutely());
        Add("prints", Job.FromExpression<RecurringJobs>(job => job.PrintBacklogAsync(CancellationToken.None)), Cron.Minutely());
        Add("hub", Job.FromExpression<RecurringJobs>(job => job.RunHubAsync(CancellationToken.None)), Cron.Minutely());
        Add(
            "forget-unconfirmed",
            Job.FromExpression<RecurringJobs>(job => job.ForgetUnconfirmedAsync(CancellationToken.None)),
            Cron.Daily()
        );
        Add("forget-reports", Job.FromExpression<RecurringJobs>(job => job.ForgetReportsAsync(CancellationToken.None)), Cron.Daily());

        void Add(string name, Job job, string cron) => jobs.AddOrUpdate(name, job, cron, options);
    }
}
