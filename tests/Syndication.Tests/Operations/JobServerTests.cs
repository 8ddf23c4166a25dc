using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>Hangfire wakes and remembers nothing: what it forgot comes back, and what failed is not tried again by it.</summary>
public sealed class JobServerTests : IDisposable
{
    private readonly SyndicationHost host = new();

    public JobServerTests() => host.Settings["Jobs:Roles"] = "worker";

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Jobs_that_were_wiped_are_there_again_within_a_minute()
    {
        // The last to be registered.
        await UntilAsync(() => Registered().Contains("forget-reports"));
        var before = Registered();

        foreach (var job in before)
            host.Services.GetRequiredService<IRecurringJobManager>().RemoveIfExists(job);
        Assert.Empty(Registered());

        // It may not have begun to wait for the minute yet.
        await UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            return Registered().Count == before.Count;
        });
        Assert.Equal(before, Registered());
    }

    [Fact]
    public void A_job_that_fails_is_not_tried_again_by_hangfire()
    {
        var filters = host.Services.GetRequiredService<IJobFilterProvider>().GetFilters(Job.FromExpression(() => Console.WriteLine()));

        var retries = filters.Select(filter => filter.Instance).OfType<AutomaticRetryAttribute>();
        Assert.All(retries, retry => Assert.Equal(0, retry.Attempts));
        Assert.NotEmpty(retries);
    }

    [Fact]
    public void A_log_of_a_host_that_ended_is_none_and_no_fault()
    {
        var loggers = LoggerFactory.Create(_ => { });
        var log = new HangfireLog(loggers);
        loggers.Dispose();

        Assert.False(log.GetLogger("Any").Log(Hangfire.Logging.LogLevel.Error, () => "anything"));
    }

    private List<string> Registered()
    {
        using var connection = host.Services.GetRequiredService<JobStorage>().GetConnection();
        return [.. connection.GetRecurringJobs().Select(job => job.Id).Order(StringComparer.Ordinal)];
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
    }
}
