using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>The real process, told to stop and started again.</summary>
public sealed class StoppingTests : IAsyncLifetime
{
    private const int Readers = 200;
    private FakeSmtpServer Server { get; } = new();
    private ProcessBench Bench { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Bench.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_an_issue_it_finishes_what_was_begun_and_the_next_start_sends_the_rest()
    {
        await Bench.PrepareAsync(Server.Port, Readers, overdue: false);
        Server.OnMessage = _ => Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        await using (var first = ServerProcess.Start(Bench.Folder, Bench.Settings))
        {
            await ProcessBench.UntilAsync(() => Server.Received.Count >= Readers / 4, first);
            var (code, took) = await first.TerminateAsync();
            Assert.Equal(0, code);
            Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took}.");
        }

        var between = await Bench.RowsAsync();
        Assert.Equal([MessageState.Queued, MessageState.Sent], between.Select(row => row.State).Distinct().Order());
        Assert.Equal(Server.Received.Count, between.Count(row => row.State is MessageState.Sent));
        Assert.All(between, row => Assert.Equal(0, row.Doubts));

        await using (var second = ServerProcess.Start(Bench.Folder, Bench.Settings))
        {
            await ProcessBench.UntilAsync(() => Server.Received.Count >= Readers, second);
            Assert.Equal(0, (await second.TerminateAsync()).Code);
        }

        Assert.All(await Bench.RowsAsync(), row => Assert.Equal((MessageState.Sent, 0, 0), (row.State, row.Doubts, row.Repeats)));
        Assert.Equal(Readers, Server.Received.DistinctBy(mail => mail.To).Count());
        Assert.Equal(Readers, Server.Received.Count);
    }

    [Fact]
    public async Task Stopped_and_started_around_the_due_time_it_makes_the_issue_once()
    {
        await Bench.PrepareAsync(Server.Port, Readers, overdue: true);

        for (var start = 0; start < 3; start++)
        {
            await using var process = ServerProcess.Start(Bench.Folder, Bench.Settings);
            await ProcessBench.UntilAsync(() => process.HasStarted && Server.Received.Count >= (start == 0 ? 1 : Readers), process);
            Assert.Equal(0, (await process.TerminateAsync()).Code);
        }

        var rows = await Bench.RowsAsync();
        Assert.Equal(Readers, rows.Count);
        Assert.Single(rows.Select(row => row.Group).Distinct());
        Assert.Equal(Readers, Server.Received.DistinctBy(mail => mail.To).Count());
        Assert.Equal(Readers, Server.Received.Count);
    }
}
