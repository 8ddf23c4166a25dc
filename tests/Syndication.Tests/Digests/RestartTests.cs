using Microsoft.Extensions.DependencyInjection;
using Syndication.Operations;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>A process that ends around a due time and one that starts after it: nothing of a job storage is kept.</summary>
public sealed class RestartTests : DigestTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_restart_around_a_due_time_makes_the_issue_exactly_once(int done)
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        Bench.Host.Clock.Advance(ToSlot);
        if (done == 1)
            await Bench.Host.Services.GetRequiredService<RecurringJobs>().PlanAsync(CancellationToken.None);
        if (done == 2)
            await Bench.Host.TickAsync();

        using var next = new DigestBench();
        next.Host.RestartOf(Bench.Host);
        next.Host.Clock.SetUtcNow(Bench.Host.Clock.GetUtcNow());
        await next.Host.TickAsync();
        await next.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Single(await next.MessagesAsync());
        Assert.Equal(done == 2 ? 1 : 0, Sent(Bench));
        Assert.Equal(1, Sent(Bench) + Sent(next));
    }

    private static int Sent(DigestBench bench) => new Outbox(Path.Combine(bench.Host.DataFolder, "outbox")).To("reader1@example.org").Count;
}
