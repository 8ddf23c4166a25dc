using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery;
using Syndication.Delivery.Relays;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Relays;

/// <summary>A relay that keeps the connection and says nothing: for how long it is waited for, and where the message is afterwards.</summary>
public sealed class SilentRelayTests : DeliveryTest
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public void Relays_are_waited_for_as_long_as_the_standard_asks()
    {
        var waits = Host.Services.GetRequiredService<SmtpPatience>();

        // RFC 5321, sections 4.5.3.2.1 and 4.5.3.2.6, the longest of them.
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)), (waits.Greeting, waits.Answer));
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("AUTH")]
    public async Task A_relay_that_says_nothing_before_it_takes_mail_is_at_fault_and_costs_no_attempt(string command)
    {
        Host.Patience = new SmtpPatience(Long, Greeting: Short, Long);
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"), ("User", "news"), ("Password", "secret"));
        Server.OffersLogin = true;
        Server.Silence(command);
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync().WaitAsync(10 * Short, TimeProvider.System);

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Queued, 0, null), (row.State, row.Attempts, row.FirstAttemptAt));
        Assert.Equal(HealthStatus.Degraded, (await Host.HealthAsync("relays")).Status);

        await Host.DrainAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 7)).State);
    }

    [Theory]
    [InlineData("MAIL", 1)]
    [InlineData("RCPT", 2)]
    [InlineData("DATA", 2)]
    [InlineData("BODY", 2)]
    public async Task A_relay_that_falls_silent_before_the_end_of_a_message_leaves_no_doubt(string command, int attempts)
    {
        Host.Patience = new SmtpPatience(Long, Long, Answer: Short);
        Host.Relay(Server.Port);
        Server.Silence(command);
        // More than the system takes for a server that reads nothing.
        var large = string.Join('\n', Enumerable.Repeat(new string('x', 70), 200_000));
        Host.Digests.Answers[7] = () => new Composition.Ready(FakeContent.Mail(new MessageKey(MessageStream.Digest, 1, 7)).Saying(large));
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, attempts, 0), (row.State, row.Attempts, row.Doubts));
        Assert.Equal([AttemptOutcome.Lost, AttemptOutcome.Accepted], (await Host.AttemptsAsync(row.Id)).Select(attempt => attempt.Outcome));
        Assert.Single(Server.Received);
        Assert.Equal(2, Server.Connections);
    }

    [Fact]
    public async Task A_relay_that_falls_silent_at_the_end_of_a_message_leaves_it_in_doubt_and_its_repeat_is_the_same()
    {
        Host.Patience = new SmtpPatience(Long, Long, Answer: Short);
        Host.Relay(Server.Port);
        Server.Silence(".");
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.InDoubt, 1, 1), (row.State, row.Attempts, row.Doubts));
        Assert.Single(Server.Received);

        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(2, Server.Received.Count);
        Assert.Single(Server.Received.Select(mail => mail.Header("Message-ID")).Distinct());
    }

    [Fact]
    public async Task A_relay_whose_name_does_not_resolve_is_at_fault_and_is_left_alone_for_a_while()
    {
        Host.Relay(Server.Port, 0, ("Host", "relay.invalid"), ("MaxConnections", "1"));
        await Host.QueueAsync(1, 7, 8);

        await Host.DrainAsync();
        await Host.DrainAsync();

        Assert.Equal(2, (await Host.CountsAsync(1)).In(MessageState.Queued));
        Assert.Equal(0, (await Host.RowAsync(1, 7)).Attempts);
        Assert.Equal(HealthStatus.Degraded, (await Host.HealthAsync("relays")).Status);
        Assert.StartsWith("Relay relay-0 is at fault (", Assert.Single(Host.Errors.Lines), StringComparison.Ordinal);
        Assert.True(await Host.Services.GetRequiredService<SenderJobs>().NextDueAsync(CancellationToken.None) > Host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Where_a_relays_name_does_not_resolve_the_next_one_takes_over()
    {
        Host.Relay(Server.Port, 0, ("Host", "relay.invalid"), ("Priority", "0"), ("MaxConnections", "1"));
        Host.Relay(Server.Port, 1, ("Priority", "10"), ("MaxConnections", "1"));
        await Host.QueueAsync(1, 7, 8);

        await Host.DrainAsync();

        Assert.Equal(2, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.Equal(("relay-1", 1), ((await Host.RowAsync(1, 7)).Relay, (await Host.RowAsync(1, 7)).Attempts));
    }
}
