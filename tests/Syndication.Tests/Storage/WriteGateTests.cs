using Syndication.Storage;

namespace Syndication.Tests.Storage;

public sealed class WriteGateTests
{
    [Fact]
    public async Task One_writer_is_in_at_a_time_and_the_ledger_goes_first()
    {
        var gate = new WriteGate();
        var order = new List<string>();
        var first = await gate.EnterAsync(WritePriority.Normal, CancellationToken.None);
        var others = new[]
        {
            EnterAsync("normal", WritePriority.Normal),
            EnterAsync("ledger", WritePriority.Ledger),
            EnterAsync("normal 2", WritePriority.Normal),
        };
        Assert.Empty(order);

        first.Dispose();
        await Task.WhenAll(others);

        Assert.Equal(["ledger", "normal", "normal 2"], order);

        async Task EnterAsync(string name, WritePriority priority)
        {
            using var turn = await gate.EnterAsync(priority, CancellationToken.None);
            order.Add(name);
        }
    }

    [Fact]
    public async Task A_writer_that_gives_up_waiting_does_not_block_the_next()
    {
        var gate = new WriteGate();
        var first = await gate.EnterAsync(WritePriority.Normal, CancellationToken.None);
        using var impatient = new CancellationTokenSource();
        var gone = gate.EnterAsync(WritePriority.Normal, impatient.Token);
        var next = gate.EnterAsync(WritePriority.Normal, CancellationToken.None);

        await impatient.CancelAsync();
        first.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        (await next).Dispose();
        (await gate.EnterAsync(WritePriority.Normal, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task Leaving_twice_lets_one_in()
    {
        var gate = new WriteGate();
        var first = await gate.EnterAsync(WritePriority.Normal, CancellationToken.None);
        var second = gate.EnterAsync(WritePriority.Normal, CancellationToken.None);
        var third = gate.EnterAsync(WritePriority.Normal, CancellationToken.None);

        first.Dispose();
        first.Dispose();
        await second;

        Assert.False(third.IsCompleted);
    }
}
