using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Syndication.Delivery.Relays;

namespace Syndication.Tests.Delivery.Relays;

/// <summary>What relays and recipients' domains teach by their answers, and what a node may take of a limit.</summary>
public sealed class LearnedLimitsTests
{
    private static readonly SendOutcome Taken = new SendOutcome.Accepted(RelayReply.From(250, "2.0.0 Ok"));
    private static readonly SendOutcome Later = new SendOutcome.TryLater(RelayReply.From(451, "4.7.1 too much mail from you"));
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_window_halves_when_pushed_back_and_grows_by_one_after_a_while()
    {
        var window = new ConnectionWindow(8, clock);

        Assert.True(window.Shrink());
        Assert.Equal(4, window.Size);

        for (var message = 0; message < 500; message++)
            window.Grow();
        Assert.Equal(4, window.Size);

        clock.Advance(TimeSpan.FromSeconds(10));
        for (var message = 0; message < 80; message++)
            window.Grow();
        Assert.Equal(5, window.Size);
    }

    [Fact]
    public void Answers_that_were_under_way_together_count_once()
    {
        var window = new ConnectionWindow(8, clock);

        Assert.Equal(1, Enumerable.Range(0, 4).Count(_ => window.Shrink()));
        Assert.Equal(4, window.Size);
    }

    [Property(MaxTest = 200)]
    public void A_window_is_never_closed_and_never_above_its_limit(byte limit, bool[] answers)
    {
        var most = 1 + (limit % 100);
        var window = new ConnectionWindow(most, clock);
        foreach (var good in answers)
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            for (var times = 0; times < 50; times++)
            {
                if (good)
                    window.Grow();
                else
                    window.Shrink();
            }

            Assert.InRange(window.Size, 1, most);
        }
    }

    [Property(MaxTest = 300)]
    public void The_parts_of_all_nodes_are_the_limit_and_no_part_is_two_above_another(int connections, byte count)
    {
        var limit = Math.Abs(connections % 500);
        var workers = Enumerable.Range(1, 1 + (count % 20)).Select(number => (long)number).ToList();
        var nodes = workers.ConvertAll(_ => new NodeShare(clock));
        for (var i = 0; i < nodes.Count; i++)
            nodes[i].Divide(workers, workers[i]);
        clock.Advance(NodeShare.Grace);

        var parts = nodes.ConvertAll(node => node.OfConnections(limit)!.Value);

        Assert.Equal(limit, parts.Sum());
        Assert.InRange(parts.Max() - parts.Min(), 0, 1);
        Assert.Equal(limit, nodes.Sum(node => node.OfRate(limit)!.Value), 6);
    }

    [Fact]
    public void A_newcomer_takes_nothing_before_the_others_gave_way_and_one_alone_takes_all()
    {
        var alone = new NodeShare(clock);
        alone.Divide([7], 7);
        Assert.Equal((10, 5.0), (alone.OfConnections(10), alone.OfRate(5)));
        Assert.Equal((null, null), (alone.OfConnections(null), alone.OfRate(null)));

        var newcomer = new NodeShare(clock);
        newcomer.Divide([7, 9], 9);
        alone.Divide([7, 9], 7);
        Assert.Equal((5, 0), (alone.OfConnections(10), newcomer.OfConnections(10)));

        clock.Advance(NodeShare.Grace);
        newcomer.Divide([7, 9], 9);
        Assert.Equal((5, 2.5), (newcomer.OfConnections(10), newcomer.OfRate(5)));
    }

    [Theory]
    [InlineData(421, "4.7.0 too many", true, true)]
    [InlineData(452, "no room", true, true)]
    [InlineData(452, "4.3.1 no room", true, true)]
    [InlineData(451, "4.4.5 busy", true, true)]
    [InlineData(450, "4.7.1 slow down", false, true)]
    [InlineData(450, "later", false, true)]
    [InlineData(450, "4.2.1 mailbox busy", false, false)]
    [InlineData(452, "4.2.2 mailbox full", false, false)]
    [InlineData(552, "5.2.2 mailbox full", false, false)]
    [InlineData(552, "mailbox full", false, false)]
    [InlineData(451, "4.7.1 Greylisted, come back", false, false)]
    public void Who_asks_for_less_is_told_by_the_code(int code, string text, bool byRelay, bool byDomain)
    {
        var reply = RelayReply.From(code, text);
        SendOutcome outcome = code == 421 ? new SendOutcome.Lost(reply, IsAttempt: true) : new SendOutcome.TryLater(reply);

        Assert.Equal((byRelay, byDomain), (Pushback.IsByRelay(outcome), Pushback.IsByDomain(outcome)));
    }

    [Fact]
    public void A_domain_rests_longer_each_time_and_is_forgotten_when_it_takes_mail_again()
    {
        var pacing = new DomainPacing(clock, NullLogger<DomainPacing>.Instance);
        var rests = new List<double>();
        PutOff(pacing, "slow.test", 2);
        Assert.Null(pacing.Ask("slow.test"));
        PutOff(pacing, "slow.test", 1);
        for (var trial = 0; trial < 6; trial++)
        {
            var now = clock.GetUtcNow();
            while (pacing.Ask("slow.test") is not null)
                clock.Advance(TimeSpan.FromSeconds(1));
            rests.Add((clock.GetUtcNow() - now).TotalMinutes);
            PutOff(pacing, "SLOW.test", 1);
        }

        Assert.Equal([1, 2, 4, 8, 15, 15], rests);
        Assert.Null(pacing.Ask("quick.test"));

        var messages = 0;
        for (; pacing.Count > 0; messages++)
        {
            while (pacing.Ask("slow.test") is not null)
                clock.Advance(TimeSpan.FromSeconds(1));
            pacing.Note("slow.test", Taken);
        }

        Assert.InRange(messages, 20, 100);
        Assert.Equal(0, pacing.Remembered);
    }

    [Fact]
    public void Those_put_off_get_turns_one_after_the_other_not_far_ahead()
    {
        var pacing = new DomainPacing(clock, NullLogger<DomainPacing>.Instance);
        PutOff(pacing, "slow.test", 3);

        var turns = Enumerable.Range(0, 1000).Select(_ => pacing.Ask("slow.test")!.Value - clock.GetUtcNow()).ToList();

        Assert.Equal([60, 61, 62], turns.Take(3).Select(turn => turn.TotalSeconds));
        Assert.InRange(turns.Max(), TimeSpan.FromSeconds(119), TimeSpan.FromSeconds(121));
    }

    [Fact]
    public void Only_the_latest_thousand_domains_are_remembered()
    {
        var pacing = new DomainPacing(clock, NullLogger<DomainPacing>.Instance);
        for (var domain = 0; domain < 5000; domain++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            PutOff(pacing, $"d{domain}.test", 3);
        }

        Assert.Equal(1000, pacing.Remembered);
        Assert.Null(pacing.Ask("d0.test"));
        Assert.NotNull(pacing.Ask("d4999.test"));
    }

    private static void PutOff(DomainPacing pacing, string domain, int times)
    {
        for (var time = 0; time < times; time++)
            pacing.Note(domain, Later);
    }
}
