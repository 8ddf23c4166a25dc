using System.Collections.Concurrent;
using FsCheck.Xunit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Syndication.Delivery;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;

namespace Syndication.Tests.Delivery.Relays;

public sealed class RelayRulesTests
{
    private readonly FakeTimeProvider clock = new();

    [Property(MaxTest = 300)]
    public void A_servers_answer_is_never_a_doubt(int number, byte reached)
    {
        var code = 400 + (Math.Abs(number % 200));
        foreach (var stage in Enum.GetValues<SmtpErrorCode>())
        {
            var outcome = SmtpOutcomes.From(
                new SmtpCommandException(stage, (SmtpStatusCode)code, "5.1.1 words"),
                (SendProgress)(reached % 3)
            );

            Assert.False(outcome is SendOutcome.InDoubt or SendOutcome.Accepted);
            Assert.Equal(stage == SmtpErrorCode.SenderNotAccepted && code != 552, outcome is SendOutcome.RelayFault);
            Assert.Equal(code, outcome.Reply.Code);
        }
    }

    [Fact]
    public void A_clock_that_is_set_back_leaves_no_relay_and_no_domain_alone_for_longer()
    {
        var jumping = new JumpingClock();
        var breaker = new RelayBreaker(jumping);
        var pacing = new DomainPacing(jumping, NullLogger<DomainPacing>.Instance);
        breaker.Fault();
        for (var times = 0; times < 3; times++)
            pacing.Note("example.org", new SendOutcome.TryLater(RelayReply.From(450, "4.7.1 later")));

        jumping.Wall -= TimeSpan.FromHours(1);
        Assert.Equal((0, jumping.Wall + TimeSpan.FromMinutes(1)), (breaker.Lets, pacing.Ask("example.org")));
        jumping.Passed += TimeSpan.FromMinutes(1);

        Assert.Equal(1, breaker.Lets);
        Assert.Null(pacing.Ask("example.org"));
    }

    private sealed class JumpingClock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Passed.Ticks;
    }

    [Fact]
    public void No_answer_is_a_doubt_only_when_everything_was_written_and_no_attempt_before_the_sender_was_accepted()
    {
        Exception[] silences =
        [
            new SmtpProtocolException("The SMTP server has unexpectedly disconnected."),
            new TimeoutException(),
            new IOException("Connection reset by peer"),
            new OperationCanceledException(),
        ];
        foreach (var silence in silences)
        {
            Assert.IsType<SendOutcome.InDoubt>(SmtpOutcomes.From(silence, SendProgress.AllWritten));
            Assert.True(Assert.IsType<SendOutcome.Lost>(SmtpOutcomes.From(silence, SendProgress.SenderAccepted)).IsAttempt);
            Assert.False(Assert.IsType<SendOutcome.Lost>(SmtpOutcomes.From(silence, SendProgress.Begun)).IsAttempt);
        }
    }

    [Property(MaxTest = 500)]
    public void Kept_words_have_no_address_no_control_character_and_an_end(string before, string after)
    {
        var reply = RelayReply.From(550, $"{before} <jane.doe@example.org> {after}@example.org {after}");

        Assert.DoesNotContain("jane.doe@", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reply.Text, char.IsControl);
        Assert.InRange(reply.Text.Length, 0, 400);
    }

    [Theory]
    [InlineData("5.1.1 <x@y.test>: no such user", "5.1.1", null)]
    [InlineData("2.0.0 Ok: queued as 4Yz1Ab3cDeF", "2.0.0", "4Yz1Ab3cDeF")]
    [InlineData("OK id=1tABCd-000000001Xy-2Zab", null, "1tABCd-000000001Xy-2Zab")]
    [InlineData("5.1.1.9 odd", null, null)]
    [InlineData("9.1.1 odd", null, null)]
    [InlineData("", null, null)]
    public void Codes_and_queue_numbers_are_found_in_the_words(string text, string? enhanced, string? queueId)
    {
        var reply = RelayReply.From(250, text);
        Assert.Equal((enhanced, queueId), (reply.EnhancedCode, reply.QueueId));
    }

    [Fact]
    public void A_breaker_stays_open_longer_each_time_and_closes_when_the_relay_works()
    {
        var breaker = new RelayBreaker(clock);
        Assert.Equal(int.MaxValue, breaker.Lets);

        var pauses = new List<double>();
        for (var fault = 0; fault < 9; fault++)
        {
            pauses.Add(breaker.Fault().Pause.TotalSeconds);
            Assert.Equal(0, breaker.Lets);
            clock.Advance(breaker.ReopensAt!.Value - clock.GetUtcNow());
            Assert.Equal(1, breaker.Lets);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300, 300], pauses);
        breaker.Works();
        Assert.Equal((int.MaxValue, null), (breaker.Lets, breaker.ReopensAt));
    }

    [Fact]
    public void Connections_lost_again_and_again_open_it_and_it_says_for_how_long()
    {
        var breaker = new RelayBreaker(clock);

        Assert.Equal([null, null, (TimeSpan.FromSeconds(5), true)], new[] { breaker.Lost(), breaker.Lost(), breaker.Lost() });
        Assert.Equal(0, breaker.Lets);
    }

    [Fact]
    public void Connections_that_fail_together_are_one_fault_and_news_for_one_of_them()
    {
        for (var round = 0; round < 200; round++)
        {
            var breaker = new RelayBreaker(clock);
            using var together = new Barrier(4);
            var faults = new ConcurrentBag<(TimeSpan Pause, bool IsNews)>();
            Parallel.For(
                0,
                4,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                _ =>
                {
                    together.SignalAndWait();
                    faults.Add(breaker.Fault());
                }
            );

            Assert.All(faults, fault => Assert.Equal(TimeSpan.FromSeconds(5), fault.Pause));
            Assert.Single(faults, fault => fault.IsNews);
        }
    }

    [Property(MaxTest = 100)]
    public void Over_any_time_a_bucket_gives_no_more_than_its_rate_and_one_seconds_worth(byte rate, int[] waits)
    {
        double perSecond = 1 + (rate % 50);
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(() => perSecond, time);
        var (taken, elapsed) = (0, 0.0);
        foreach (var wait in waits)
        {
            var milliseconds = Math.Abs(wait % 5000);
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            elapsed += milliseconds / 1000.0;
            while (bucket.TryTake(isUrgent: false))
                taken++;
            Assert.True(taken <= perSecond + (elapsed * perSecond) + 0.001, $"{taken} in {elapsed} s at {perSecond}/s");
        }
    }

    [Fact]
    public async Task At_a_slow_relay_the_next_token_is_the_urgent_messages_however_many_wait()
    {
        var bucket = new TokenBucket(() => 1, clock);
        Assert.True(bucket.TryTake(isUrgent: false));
        var digests = Enumerable.Range(0, 20).Select(_ => bucket.TakeAsync(isUrgent: false, CancellationToken.None)).ToList();
        var urgent = bucket.TakeAsync(isUrgent: true, CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await urgent.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.DoesNotContain(digests, digest => digest.IsCompleted);

        // And then theirs, one a second.
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await await Task.WhenAny(digests).WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Property(MaxTest = 300)]
    public void The_next_attempt_is_later_and_never_after_a_day(long message, byte attempts, int minutes)
    {
        var first = DateTimeOffset.UnixEpoch;
        var now = first + TimeSpan.FromMinutes(Math.Abs(minutes % 2000));
        var next = RetryRules.After(message, 1 + (attempts % 20), first, now);

        Assert.Equal(now - first >= RetryRules.Patience, next is null);
        if (next is { } due)
            Assert.InRange(due, now, first + RetryRules.Patience);
    }

    [Fact]
    public void Connections_are_shared_out_by_priority_then_by_weight()
    {
        var relays = new[] { Relay("heavy", 3, 0), Relay("light", 1, 0), Relay("spare", 9, 1) };
        var open = relays.ToDictionary(relay => relay, _ => 0);

        for (var connection = 0; connection < 8; connection++)
            open[RelayPool.Choose(relays, relay => open[relay])!]++;
        Assert.Equal([6, 2, 0], open.Values);

        relays[0].Breaker.Fault();
        Assert.Equal("light", RelayPool.Choose(relays, relay => open[relay])!.Name);
        relays[1].Breaker.Fault();
        Assert.Equal("spare", RelayPool.Choose(relays, relay => open[relay])!.Name);
        relays[2].Breaker.Fault();
        Assert.Null(RelayPool.Choose(relays, relay => open[relay]));
    }

    private Relay Relay(string name, int weight, int priority)
    {
        var options = new RelayOptions
        {
            Name = name,
            Host = "localhost",
            Weight = weight,
            Priority = priority,
        };
        return new Relay(
            options,
            new SmtpTransport(options, "localhost", SmtpPatience.Default),
            new NodeShare(clock),
            most: 500,
            clock,
            NullLogger.Instance
        );
    }
}
