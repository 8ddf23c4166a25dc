using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>The second relay takes over what the first did not take, and repeats only what nobody can know of.</summary>
public sealed class FailoverTests : DeliveryTest
{
    [Theory]
    [InlineData(InDoubtPolicy.Resend)]
    [InlineData(InDoubtPolicy.Hold)]
    public async Task A_message_in_doubt_at_the_first_comes_to_the_second_only_as_a_repeat(InDoubtPolicy policy)
    {
        Host.Settings["Delivery:InDoubt"] = policy.ToString();
        await using var second = new FakeSmtpServer();
        UseBoth(second);
        Server.Drop(".", times: 3);
        await Host.QueueAsync(1, 1, 2, 3, 4, 5);

        // Three doubts open the breaker; the others take the other way at once.
        await Host.DrainAsync();
        Assert.Equal((3, 2), (Server.Received.Count, second.Received.Count));
        Assert.Empty(Ids(Server).Intersect(Ids(second), StringComparer.Ordinal));

        Server.Answer("MAIL", "451 4.3.0 not now", times: 100);
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));

        var repeats = policy == InDoubtPolicy.Resend ? 3 : 0;
        Assert.Equal((3, 2 + repeats), (Server.Received.Count, second.Received.Count));
        Assert.Equal(repeats, Ids(Server).Intersect(Ids(second), StringComparer.Ordinal).Count());
        Assert.Equal(repeats == 0 ? 3 : 0, (await Host.CountsAsync(1)).In(MessageState.Held));
    }

    [Fact]
    public async Task A_message_that_the_first_put_off_is_not_asked_of_the_second()
    {
        await using var second = new FakeSmtpServer();
        UseBoth(second);
        Server.Answer("RCPT", "451 4.7.1 later");
        await Host.QueueAsync(1, 1);

        await Host.DrainAsync();

        Assert.Equal(MessageState.Deferred, (await Host.RowAsync(1, 1)).State);
        Assert.Equal(0, second.Connections);
    }

    [Fact]
    public async Task A_relay_that_works_again_takes_over_in_the_middle_of_an_issue()
    {
        await using var second = new FakeSmtpServer();
        UseBoth(second);
        Server.Answer("MAIL", "451 4.3.0 not now");
        second.OnMessage = _ => PassAsync();
        Server.OnMessage = _ => PassAsync();
        var readers = Enumerable.Range(1, 400).Select(number => (long)number).ToArray();
        await Host.QueueAsync(1, readers);

        await Host.DrainAsync();

        // Five seconds are fifty messages; the rest of the time is that in which the senders look.
        Assert.Equal(readers.Length, Server.Received.Count + second.Received.Count);
        Assert.InRange(second.Received.Count, 50, 300);
        Assert.Equal(readers.Length, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Fact]
    public async Task A_relay_of_the_same_priority_is_tried_again_beside_one_that_is_busy()
    {
        await using var second = new FakeSmtpServer();
        Host.Relay(Server.Port);
        Host.Relay(second.Port, 1);
        Server.Answer("MAIL", "451 4.3.0 not now", times: 4);
        second.OnMessage = _ => PassAsync();
        await Host.QueueAsync(1, [.. Enumerable.Range(1, 1000).Select(number => (long)number)]);

        await Host.DrainAsync();

        Assert.NotEmpty(Server.Received);
        Assert.Equal(1000, Server.Received.Count + second.Received.Count);
    }

    private async Task PassAsync()
    {
        Host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }

    private void UseBoth(FakeSmtpServer second)
    {
        Host.Relay(Server.Port, 0, ("Priority", "0"), ("MaxConnections", "1"));
        Host.Relay(second.Port, 1, ("Priority", "1"), ("MaxConnections", "1"));
    }

    private static List<string> Ids(FakeSmtpServer server) => [.. server.Received.Select(mail => mail.Header("Message-ID"))];
}
