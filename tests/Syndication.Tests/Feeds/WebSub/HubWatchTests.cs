using System.Diagnostics;
using System.Text;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubWatchTests : HubTest
{
    // Real time, for a machine that has much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_worker_verifies_and_distributes_by_itself_within_seconds()
    {
        await AskAsync("subscribe");
        await PassAsync(() => Subscriber.Questions.Count == 1, atMost: TimeSpan.FromSeconds(3));
        await PassAsync(
            async () => (await RowsAsync<Syndication.Feeds.WebSub.HubSubscription>()).Count == 1,
            atMost: TimeSpan.FromSeconds(3)
        );

        await PublishAsync("One");
        await PassAsync(() => Subscriber.Deliveries.Count == 1, atMost: TimeSpan.FromSeconds(3));
        await PublishAsync("Two");
        await PassAsync(() => Subscriber.Deliveries.Count == 2, atMost: TimeSpan.FromSeconds(13));

        Assert.Contains("Two", Encoding.UTF8.GetString(Subscriber.Deliveries.Last().Body), StringComparison.Ordinal);
    }

    protected override void Configure(Dictionary<string, string?> settings) => settings["Jobs:Roles"] = "web,worker";

    private Task PassAsync(Func<bool> condition, TimeSpan atMost) => PassAsync(() => Task.FromResult(condition()), atMost);

    /// <summary>Lets the publication's time pass, slowly enough for what it brings about, until the condition holds.</summary>
    private async Task PassAsync(Func<Task<bool>> condition, TimeSpan atMost)
    {
        var step = TimeSpan.FromMilliseconds(100);
        var begun = Stopwatch.GetTimestamp();
        for (var passed = TimeSpan.Zero; ; passed += step)
        {
            // What the step set off may need real time.
            for (var look = 0; look < 10; look++)
            {
                if (await condition())
                    return;
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }

            if (passed < atMost)
                Host.Clock.Advance(step);
            else
                Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"It did not come to that within {atMost}.");
        }
    }
}
