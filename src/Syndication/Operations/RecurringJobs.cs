using Hangfire;
using Hangfire.Common;
using Syndication.Articles;
using Syndication.Delivery;

namespace Syndication.Operations;

/// <summary>
/// Everything that Hangfire wakes, once a minute. Each job finds its work in our own tables and may run twice or not at all: with the
/// job storage wiped, the next minute carries on.
/// </summary>
public sealed class RecurringJobs(ArticleJobs articles, SenderSignal senders)
{
    /// <summary>Ends embargoes, takes out what expired.</summary>
    public Task SettleArticlesAsync(CancellationToken ct) => articles.SettleDueAsync(ct);

    /// <summary>Wakes the senders: something may have become due.</summary>
    public void WakeSenders() => senders.Wake();

    /// <summary>Registers the jobs; again is the same.</summary>
    internal static void Register(IRecurringJobManager jobs)
    {
        var options = new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Ignorable };
        jobs.AddOrUpdate(
            "settle-articles",
            Job.FromExpression<RecurringJobs>(job => job.SettleArticlesAsync(CancellationToken.None)),
            Cron.Minutely(),
            options
        );
        jobs.AddOrUpdate("wake-senders", Job.FromExpression<RecurringJobs>(job => job.WakeSenders()), Cron.Minutely(), options);
    }
}
