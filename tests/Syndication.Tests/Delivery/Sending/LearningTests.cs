using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery;
using Syndication.Delivery.Relays;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>A relay or a recipients' domain that wants less gets less, and everything arrives.</summary>
public sealed class LearningTests : DeliveryTest
{
    private Relay Relay => Host.Services.GetRequiredService<RelayPool>().Relays[0];

    [Fact]
    public async Task A_relay_that_bears_three_connections_is_given_no_more_and_is_not_held_at_fault()
    {
        Server.MostAllowed = 3;
        Server.OnMessage = _ => Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        Host.Relay(Server.Port);
        await Host.QueueAsync(1, Readers(150));

        await Host.DrainAsync();

        Assert.Equal(150, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.Equal(150, Server.Received.Count);
        Assert.InRange(Server.Refused, 1, 20);
        Assert.InRange(Relay.Window.Size, 1, 4);
        Assert.Equal(0, Relay.Open);
        Assert.Equal(HealthStatus.Healthy, (await Host.HealthAsync("relays")).Status);
    }

    [Fact]
    public async Task No_room_at_the_relay_means_fewer_connections()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "6"));
        await Host.QueueAsync(1, Readers(60));
        Server.Answer(".", "452 4.3.1 no room", times: 1);

        await Host.DrainAsync();

        Assert.Equal(3, Relay.Window.Size);
        Assert.Equal((59, 1), Of(await Host.CountsAsync(1)));
    }

    [Fact]
    public async Task A_domain_that_says_later_rests_while_others_go_on_and_gets_its_mail_in_the_end()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        var slow = Readers(100).Where(reader => reader % 2 == 0).ToArray();
        foreach (var reader in slow)
            Host.Digests.Answers[reader] = () => new Composition.Ready(Mail(reader, "slow.test"));
        Server.OnRecipient = to => to.Contains("@slow.test", StringComparison.Ordinal) ? "451 4.7.1 too much mail from you" : null;
        await Host.QueueAsync(1, Readers(100));

        await Host.DrainAsync();

        Assert.Equal(3, Server.Commands.Count(command => command.Contains("@slow.test", StringComparison.Ordinal)));
        var counts = await Host.CountsAsync(1);
        Assert.Equal((50, 3, 47), (counts.In(MessageState.Sent), counts.In(MessageState.Deferred), counts.In(MessageState.Queued)));
        Assert.Equal(0, (await Host.RowAsync(1, 100)).Attempts);

        Server.OnRecipient = _ => null;
        for (var seconds = 0; seconds < 400; seconds += 2)
            await Host.DrainAfterAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(100, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.Equal(100, Server.Received.Count);
        Assert.Equal(0, Host.Services.GetRequiredService<DomainPacing>().Count);
    }

    [Fact]
    public async Task Urgent_mail_goes_to_a_domain_that_rests()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Answer("RCPT", "451 4.7.1 too much mail from you", times: 3);
        await Host.QueueAsync(1, Readers(3));
        await Host.DrainAsync();

        await Host.QueueAsync(2, Readers(10));
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 99);
        await Host.DrainAsync();

        Assert.Contains("reader99@", Assert.Single(Server.Received).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_made_anew_while_it_waits_for_a_slow_relay_keeps_its_turn_at_a_domain_that_is_spared()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"), ("MessagesPerConnection", "1"));
        Server.OnRecipient = _ => "451 4.7.1 too much mail from you";
        await Host.QueueAsync(1, Readers(3));
        for (var round = 0; round < 6; round++)
            await Host.DrainAfterAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, Host.Services.GetRequiredService<DomainPacing>().Count);

        Server.OnRecipient = _ => null;
        Server.OnConnect = () => Host.Clock.Advance(TimeSpan.FromSeconds(3));
        for (var round = 0; round < 4; round++)
            await Host.DrainAfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    private static OutgoingMail Mail(long reader, string domain) =>
        FakeContent.Mail(new MessageKey(MessageStream.Digest, 1, reader)) with
        {
            To = $"reader{reader}@{domain}",
        };

    private static long[] Readers(int count) => [.. Enumerable.Range(1, count).Select(number => (long)number)];

    private static (int Sent, int Deferred) Of(MailingCounts counts) => (counts.In(MessageState.Sent), counts.In(MessageState.Deferred));
}
