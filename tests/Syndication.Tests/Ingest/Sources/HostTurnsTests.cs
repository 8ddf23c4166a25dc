using Syndication.Ingest.Sources;

namespace Syndication.Tests.Ingest.Sources;

public sealed class HostTurnsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private int number;

    [Fact]
    public void A_host_has_few_at_once_and_a_pause_between_two()
    {
        var turns = new HostTurns(new PullOptions { ConnectionsPerHost = 2, HostGap = TimeSpan.FromSeconds(1) });
        var first = Due("a");

        Assert.True(turns.TryTake(first, Now));
        Assert.False(turns.TryTake(Due("a"), Now));
        Assert.True(turns.TryTake(Due("b"), Now));
        Assert.Equal(Now.AddSeconds(1), turns.NextTurn(Now));
        Assert.True(turns.TryTake(Due("a"), Now.AddSeconds(1)));
        Assert.False(turns.TryTake(Due("a"), Now.AddSeconds(9)));
        Assert.Equal(["a"], turns.Resting(Now.AddSeconds(9)));
        turns.Release(first);
        Assert.True(turns.TryTake(Due("a"), Now.AddSeconds(9)));
    }

    [Fact]
    public void A_source_is_not_taken_twice()
    {
        var turns = new HostTurns(new PullOptions { HostGap = TimeSpan.Zero });
        var source = Due("a");

        Assert.True(turns.TryTake(source, Now));
        Assert.False(turns.TryTake(source, Now));
    }

    [Fact]
    public void Those_that_hardly_answer_leave_room_for_those_that_do()
    {
        var turns = new HostTurns(new PullOptions { Connections = 8, HostGap = TimeSpan.Zero });
        var failing = Enumerable.Range(0, 20).Count(host => turns.TryTake(Due($"bad{host}", isTrying: true), Now));
        var healthy = Enumerable.Range(0, 20).Count(host => turns.TryTake(Due($"good{host}"), Now));

        Assert.Equal((2, 6, 0), (failing, healthy, turns.Free));
    }

    [Fact]
    public void One_connection_of_a_host_is_kept_for_those_that_answer()
    {
        var turns = new HostTurns(new PullOptions { ConnectionsPerHost = 2, HostGap = TimeSpan.Zero });

        Assert.True(turns.TryTake(Due("a", isTrying: true), Now));
        Assert.False(turns.TryTake(Due("a", isTrying: true), Now));
        Assert.True(turns.TryTake(Due("a"), Now));
    }

    private DueSource Due(string host, bool isTrying = false) => new(++number, host, Now, isTrying);
}
