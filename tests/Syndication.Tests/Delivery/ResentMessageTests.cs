using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

/// <summary>A message that an operator has sent again, on the wire and in the ledger.</summary>
public sealed class ResentMessageTests : DeliveryTest
{
    private Recovery Recovery => Host.Services.GetRequiredService<Recovery>();

    [Fact]
    public async Task It_is_the_same_message_with_the_same_message_id_and_its_attempts_stay_on_record()
    {
        Host.Relay(Server.Port);
        Server.Answer(".", "554 5.7.1 not from you");
        await Host.QueueAsync(1, 7);
        var refused = "";
        Server.OnMessage = mail =>
        {
            refused = mail.Header("Message-ID");
            return Task.CompletedTask;
        };
        await Host.DrainAsync();
        Assert.Equal(MessageState.Failed, (await Host.RowAsync(1, 7)).State);
        Server.OnMessage = _ => Task.CompletedTask;

        Assert.Equal(1, await WriteAsync((db, ct) => Recovery.QueueAgainAsync(db, MessageStream.Digest, 1, [7], ct)));
        Assert.Equal(0, await WriteAsync((db, ct) => Recovery.QueueAgainAsync(db, MessageStream.Digest, 1, [7], ct)));
        await Host.DrainAsync();

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 0), (row.State, row.Repeats));
        Assert.Equal(refused, Assert.Single(Server.Received).Header("Message-ID"));
        Assert.Equal(
            [AttemptOutcome.Rejected, AttemptOutcome.Accepted],
            (await Host.AttemptsAsync(row.Id)).ConvertAll(attempt => attempt.Outcome)
        );
    }

    [Fact]
    public async Task An_address_that_must_not_be_mailed_is_not()
    {
        Host.Relay(Server.Port);
        Server.Answer("RCPT", "550 5.1.1 no such user");
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();

        await WriteAsync((db, ct) => Recovery.QueueAgainAsync(db, MessageStream.Digest, 1, [7], ct));
        await Host.DrainAsync();

        Assert.Equal(MessageState.Suppressed, (await Host.RowAsync(1, 7)).State);
        Assert.Empty(Server.Received);
    }

    [Fact]
    public async Task A_held_message_goes_out_once_more_and_its_group_is_fresh_for_it()
    {
        Host.Settings["Delivery:InDoubt"] = "Hold";
        Host.Relay(Server.Port);
        Server.Drop(".");
        await Host.QueueAsync(MessageStream.Digest, 1, SyndicationHost.Start + TimeSpan.FromHours(1), 7);
        await Host.DrainAsync();
        Assert.Equal(MessageState.Held, (await Host.RowAsync(1, 7)).State);
        Host.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await WriteAsync((db, ct) => Recovery.ReleaseAsync(db, MessageStream.Digest, 1, 7, ct)));
        await Host.DrainAsync();

        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 7)).State);
        Assert.Single(Server.Received.Select(mail => mail.Header("Message-ID")).Distinct());
    }

    private Task<int> WriteAsync(Func<PublicationDb, CancellationToken, Task<int>> write) =>
        Host.Database.WriteAsync(write, CancellationToken.None);
}
