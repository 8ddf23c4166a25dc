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

    private void UseBoth(FakeSmtpServer second)
    {
        Host.Relay(Server.Port, 0, ("Priority", "0"), ("MaxConnections", "1"));
        Host.Relay(second.Port, 1, ("Priority", "1"), ("MaxConnections", "1"));
    }

    private static List<string> Ids(FakeSmtpServer server) => [.. server.Received.Select(mail => mail.Header("Message-ID"))];
}
