using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Relays;

/// <summary>What a server may do at each command, and where the message is afterwards.</summary>
public sealed class SmtpFaultTests : DeliveryTest
{
    [Theory]
    [InlineData("RCPT", "450 4.2.1 try later", MessageState.Deferred)]
    [InlineData("RCPT", "451 4.7.1 Greylisted, come back in 300 seconds", MessageState.Deferred)]
    [InlineData("RCPT", "452 4.3.1 no room", MessageState.Deferred)]
    [InlineData("RCPT", "552 5.2.2 mailbox full", MessageState.Deferred)]
    [InlineData("RCPT", "550 5.1.1 no such user", MessageState.Failed)]
    [InlineData("RCPT", "550 5.7.1 blocked", MessageState.Failed)]
    [InlineData("RCPT", "550 5.2.2 mailbox full", MessageState.Failed)]
    [InlineData("MAIL", "552 5.3.4 message too large", MessageState.Failed)]
    [InlineData("DATA", "451 4.3.0 try later", MessageState.Deferred)]
    [InlineData("DATA", "554 5.5.1 no", MessageState.Failed)]
    [InlineData(".", "451 4.7.1 greylisted", MessageState.Deferred)]
    [InlineData(".", "554 5.7.1 looks like spam", MessageState.Failed)]
    public async Task An_answer_to_recipient_data_or_message_is_the_rows_own(string command, string reply, MessageState expected)
    {
        Host.Relay(Server.Port);
        Server.Answer(command, reply);
        await Host.QueueAsync(1, 7, 8);

        await Host.DrainAsync();

        var rows = new[] { await Host.RowAsync(1, 7), await Host.RowAsync(1, 8) };
        var refused = Assert.Single(rows, row => row.State == expected);
        Assert.Single(rows, row => row.State == MessageState.Sent);
        Assert.Equal(int.Parse(reply[..3]), refused.LastCode);
        Assert.Equal(reply[4..9], refused.LastEnhancedCode);
        Assert.Equal(1, refused.Attempts);
        Assert.Equal("relay-0", Assert.Single(await Host.AttemptsAsync(refused.Id)).Relay);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", true)]
    [InlineData("RCPT", "550 5.1.8 your address is bad", false)]
    [InlineData("RCPT", "550 5.2.1 disabled", false)]
    [InlineData("RCPT", "550 5.2.2 full", false)]
    [InlineData("RCPT", "550 5.1.10 no such domain", true)]
    [InlineData("RCPT", "550 5.7.1 blocked", false)]
    [InlineData("RCPT", "550 no reason given", false)]
    [InlineData(".", "550 5.1.1 content", false)]
    public async Task Only_a_mailbox_that_does_not_exist_is_suppressed(string command, string reply, bool suppressed)
    {
        Host.Relay(Server.Port);
        Server.Answer(command, reply);
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        Assert.Equal(MessageState.Failed, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(suppressed, await IsSuppressedAsync("READER7@inbox.test"));
    }

    [Theory]
    [InlineData("CONNECT", "421 4.3.2 too busy")]
    [InlineData("CONNECT", "554 5.7.1 not you")]
    [InlineData("CONNECT", null)]
    [InlineData("EHLO", null)]
    [InlineData("MAIL", "421 4.3.2 closing")]
    [InlineData("MAIL", "450 4.7.1 slow down")]
    [InlineData("MAIL", "550 5.7.1 sender unknown")]
    [InlineData("MAIL", "530 5.7.0 log in first")]
    public async Task What_the_relay_refuses_us_is_its_own_fault_and_costs_no_attempt(string command, string? reply)
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Misbehave(command, reply);
        await Host.QueueAsync(1, 7, 8, 9);

        await Host.DrainAsync();

        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Queued));
        Assert.Equal(0, (await Host.RowAsync(1, 7)).Attempts);
        Assert.Null((await Host.RowAsync(1, 7)).FirstAttemptAt);
        Assert.Equal(1, Server.Connections);

        await Host.DrainAfterAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Fact]
    public async Task A_connection_lost_before_the_sender_was_taken_costs_no_attempt()
    {
        Host.Relay(Server.Port);
        Server.Drop("MAIL");
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 1, 0), (row.State, row.Attempts, row.Doubts));
        Assert.Equal([AttemptOutcome.Lost, AttemptOutcome.Accepted], (await Host.AttemptsAsync(row.Id)).Select(attempt => attempt.Outcome));
        Assert.Equal(2, Server.Connections);
    }

    [Theory]
    [InlineData("RCPT", null)]
    [InlineData("RCPT", "421 4.3.2 closing")]
    [InlineData("DATA", null)]
    [InlineData("DATA", "421 4.3.2 closing")]
    [InlineData(".", "421 4.3.2 closing")]
    public async Task A_lost_connection_costs_the_connection_and_not_the_message(string command, string? reply)
    {
        Host.Relay(Server.Port);
        Misbehave(command, reply);
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 2, 0), (row.State, row.Attempts, row.Doubts));
        Assert.Equal([AttemptOutcome.Lost, AttemptOutcome.Accepted], (await Host.AttemptsAsync(row.Id)).Select(attempt => attempt.Outcome));
        Assert.Single(Server.Received);
        Assert.Equal(2, Server.Connections);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_a_message_leaves_no_doubt()
    {
        Host.Relay(Server.Port);
        Server.Drop("BODY");
        var large = string.Join('\n', Enumerable.Repeat(new string('x', 70), 200_000));
        Host.Digests.Answers[7] = () => new Composition.Ready(FakeContent.Mail(new MessageKey(MessageStream.Digest, 1, 7)).Saying(large));
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 0), (row.State, row.Doubts));
        Assert.Equal(AttemptOutcome.Lost, (await Host.AttemptsAsync(row.Id))[0].Outcome);
    }

    [Fact]
    public async Task A_relay_that_loses_one_connection_after_another_is_left_alone()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Drop("DATA", times: 3);
        await Host.QueueAsync(1, 7, 8, 9, 10);

        await Host.DrainAsync();

        Assert.Equal(3, Server.Connections);
        Assert.Equal(0, (await Host.CountsAsync(1)).In(MessageState.Sent));

        Server.Mend();
        await Host.DrainAfterAsync(TimeSpan.FromSeconds(5));
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(4, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Theory]
    [InlineData("535 5.7.8 wrong password")]
    [InlineData("454 4.7.0 cannot tell now")]
    [InlineData("421 4.3.2 closing")]
    [InlineData(null)]
    public async Task A_login_that_is_refused_is_the_relays_fault(string? reply)
    {
        Server.OffersLogin = true;
        Misbehave("AUTH", reply);
        Host.Relay(Server.Port, 0, ("User", "news"), ("Password", "secret"));
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();
        Assert.Equal((MessageState.Queued, 0), await StateAsync());

        await Host.DrainAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((MessageState.Sent, 1), await StateAsync());
    }

    [Fact]
    public async Task A_relay_that_nobody_listens_at_is_at_fault_and_costs_no_attempt()
    {
        await using (var gone = new FakeSmtpServer())
            Host.Relay(gone.Port);
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        Assert.Equal((MessageState.Queued, 0), await StateAsync());
        Assert.Equal(HealthStatus.Degraded, (await Host.HealthAsync("relays")).Status);
        Assert.StartsWith("Relay relay-0 is at fault (", Assert.Single(Host.Errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_that_does_not_offer_encryption_gets_neither_password_nor_mail()
    {
        Server.OffersLogin = true;
        Host.Relay(Server.Port, 0, ("User", "news"), ("Password", "secret"), ("Security", "StartTls"));
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        Assert.Equal((MessageState.Queued, 0), await StateAsync());
        Assert.DoesNotContain(Server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty(Server.Received);
    }

    [Fact]
    public async Task Answers_that_come_byte_by_byte_are_understood()
    {
        Server.ByteByByte = true;
        Host.Relay(Server.Port);
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var attempt = Assert.Single(await Host.AttemptsAsync((await Host.RowAsync(1, 7)).Id));
        Assert.Equal(
            (AttemptOutcome.Accepted, 250, "2.0.0", "000001AB"),
            (attempt.Outcome, attempt.Code, attempt.EnhancedCode, attempt.QueueId)
        );
    }

    [Fact]
    public async Task The_relays_words_are_kept_without_the_address()
    {
        Host.Relay(Server.Port);
        Server.Answer("RCPT", "550 5.7.1 <reader7@inbox.test>: refused by reader7@inbox.test");
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal("5.7.1 <(address)>: refused by (address)", row.LastReply);
    }

    private void Misbehave(string command, string? reply)
    {
        if (reply is null)
            Server.Drop(command);
        else
            Server.Answer(command, reply);
    }

    private async Task<(MessageState, int)> StateAsync()
    {
        var row = await Host.RowAsync(1, 7);
        return (row.State, row.Attempts);
    }

    private Task<bool> IsSuppressedAsync(string address) =>
        Host.Database.ReadAsync(
            (db, ct) => Host.Services.GetRequiredService<Suppressions>().IsSuppressedAsync(db, address, ct),
            CancellationToken.None
        );
}
