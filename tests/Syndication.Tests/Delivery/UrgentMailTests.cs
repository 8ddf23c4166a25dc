using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

/// <summary>Confirmations arrive within seconds, by the wall clock, however many digests are in the way.</summary>
/// <remarks>With <c>SYNDICATION_QUEUE=1000000</c> the queue is as long as that.</remarks>
public sealed class UrgentMailTests : DeliveryTest
{
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(5);

    private static readonly int Queue = int.TryParse(
        Environment.GetEnvironmentVariable("SYNDICATION_QUEUE"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var rows
    )
        ? rows
        : 200_000;

    [Theory]
    [InlineData("a slow relay")]
    [InlineData("a limited relay", "MessagesPerSecond", "20")]
    [InlineData("one connection", "MaxConnections", "1")]
    public async Task It_overtakes_a_long_queue(string name, string? limit = null, string? value = null)
    {
        Assert.NotEmpty(name);
        Server.OnMessage = mail => IsUrgent(mail) ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await StartAsync(MailingState.Open, MessageState.Queued, limit, value);
        await UntilAsync(() => Task.FromResult(Server.Received.Count > 5));

        await ArrivesAsync();
    }

    [Fact]
    public async Task It_goes_out_over_the_only_connection_though_no_digest_waits()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 7);

        await Host.DrainAsync();

        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 7, MessageStream.Transactional)).State);
    }

    [Theory]
    [InlineData(MailingState.Paused, MessageState.Queued)]
    [InlineData(MailingState.Open, MessageState.Held)]
    [InlineData(MailingState.Open, MessageState.Deferred)]
    public async Task It_does_not_wait_for_what_waits(MailingState mailing, MessageState state)
    {
        await StartAsync(mailing, state);

        await ArrivesAsync();

        Assert.Single(Server.Received);
        Assert.Equal(Queue, (await Host.CountsAsync(1)).In(state));
    }

    private async Task StartAsync(MailingState mailing, MessageState state, string? limit = null, string? value = null)
    {
        Host.ByWallClock = true;
        Host.Settings["Jobs:Roles"] = "web,worker";
        Host.Relay(Server.Port, 0, limit is null ? [] : [(limit, value!)]);
        var now = TimeProvider.System.GetUtcNow();
        var due = (state == MessageState.Deferred ? now.AddHours(1) : now).ToUnixTimeMilliseconds();
        var doubts = state == MessageState.Held ? 1 : 0;
        await Host.Database.WriteAsync(
            async (db, ct) =>
            {
                db.Add(
                    new Mailing
                    {
                        Stream = MessageStream.Digest,
                        Group = 1,
                        State = mailing,
                        Planned = Queue,
                    }
                );
                await db.Database.ExecuteSqlAsync(
                    $"""
                    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Queue})
                    INSERT INTO "Messages" ("Stream", "Group", "Recipient", "State", "Attempts", "NextAttemptAt", "Epoch", "Doubts", "Repeats", "CreatedAt")
                    SELECT 2, 1, n, {(int)state}, 0, {due}, 0, {doubts}, 0, {due} FROM numbers
                    """,
                    ct
                );
            },
            CancellationToken.None
        );
    }

    private async Task ArrivesAsync()
    {
        var asked = TimeProvider.System.GetTimestamp();
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 0);
        Host.Services.GetRequiredService<SenderSignal>().Wake();
        await UntilAsync(() => Task.FromResult(Server.Received.Any(IsUrgent)));
        var took = TimeProvider.System.GetElapsedTime(asked);
        Assert.True(took < Bar, $"It took {took}.");
    }

    private static bool IsUrgent(ReceivedMail mail) => mail.To.Contains("reader0@", StringComparison.Ordinal);
}
