using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MimeKit;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

public sealed class LedgerTests : DeliveryTest
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Without_a_relay_mail_lies_in_the_outbox_as_a_mailbox_would_get_it()
    {
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var file = Assert.Single(Directory.GetFiles(Host.Outbox));
        var text = await File.ReadAllTextAsync(file);
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Contains("To: reader7@inbox.test\r\n", text, StringComparison.Ordinal);
        Assert.StartsWith("Return-Path: <news@news.test>\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 1, "pickup", 250), (row.State, row.Attempts, row.Relay, row.LastCode));
        Assert.Equal(SyndicationHost.Start, row.DoneAt);
    }

    [Fact]
    public async Task Queueing_a_message_twice_sends_it_once()
    {
        await Host.QueueAsync(1, 7, 8);
        await Host.QueueAsync(1, 8, 9);

        await Host.DrainAsync();
        await Host.QueueAsync(1, 7, 8, 9);
        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((3L, 3), (counts.Planned, counts.In(MessageState.Sent)));
        Assert.Equal(3, Directory.GetFiles(Host.Outbox).Length);
    }

    [Fact]
    public async Task A_group_that_was_finished_takes_further_messages()
    {
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();

        await Host.QueueAsync(1, 8);
        await Host.DrainAsync();

        Assert.Equal(2, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Fact]
    public async Task A_paused_group_waits_and_others_go_on()
    {
        await Host.QueueAsync(1, 7);
        await Host.QueueAsync(2, 7);
        Assert.True(await WriteAsync((db, ct) => Host.Ledger.PauseAsync(db, MessageStream.Digest, 1, ct)));

        await Host.DrainAsync();
        Assert.Equal(MessageState.Queued, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(2, 7)).State);

        Assert.True(await WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct)));
        Assert.False(await WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct)));
        await Host.DrainAsync();
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 7)).State);
    }

    [Fact]
    public async Task A_cancelled_group_is_not_sent()
    {
        await Host.QueueAsync(1, 7, 8);

        var cancelled = await Host.Services.GetRequiredService<OpenMessages>().CancelAsync(MessageStream.Digest, 1, None);
        await Host.DrainAsync();

        Assert.Equal(2, cancelled);
        Assert.Equal(2, (await Host.CountsAsync(1)).In(MessageState.Cancelled));
        Assert.False(Directory.Exists(Host.Outbox));
    }

    [Fact]
    public async Task Who_leaves_gets_nothing_that_was_not_on_its_way()
    {
        await Host.QueueAsync(1, 7, 8);
        await Host.QueueAsync(2, 7);

        await WriteAsync((db, ct) => Host.Ledger.CancelOpenAsync(db, MessageStream.Digest, 7, "left", ct));
        await Host.DrainAsync();

        Assert.Equal(MessageState.Cancelled, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(MessageState.Cancelled, (await Host.RowAsync(2, 7)).State);
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 8)).State);
    }

    [Fact]
    public async Task A_suppressed_address_is_not_mailed_until_it_is_lifted()
    {
        var suppressions = Host.Services.GetRequiredService<Suppressions>();
        await WriteAsync(
            async (db, ct) =>
            {
                await suppressions.AddAsync(db, "Reader7@Inbox.TEST", SuppressionReason.Complaint, ct);
                await suppressions.AddAsync(db, "reader7@inbox.test", SuppressionReason.Operator, ct);
                return true;
            }
        );
        await Host.QueueAsync(1, 7);
        await Host.QueueAsync(MessageStream.Transactional, 2, null, 7);

        await Host.DrainAsync();
        Assert.Equal(MessageState.Suppressed, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(MessageState.Suppressed, (await Host.RowAsync(2, 7, MessageStream.Transactional)).State);
        Assert.False(Directory.Exists(Host.Outbox) && Directory.EnumerateFiles(Host.Outbox).Any());

        Assert.True(await WriteAsync((db, ct) => suppressions.LiftAsync(db, "READER7@inbox.test", ct)));
        Assert.False(await WriteAsync((db, ct) => suppressions.LiftAsync(db, "READER7@inbox.test", ct)));
        await Host.QueueAsync(3, 7);
        await Host.DrainAsync();
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(3, 7)).State);
    }

    [Fact]
    public async Task What_is_stale_expires_and_is_not_sent()
    {
        await Host.QueueAsync(MessageStream.Digest, 1, SyndicationHost.Start.AddHours(12), 7, 8);
        await WriteAsync((db, ct) => Host.Ledger.PauseAsync(db, MessageStream.Digest, 1, ct));

        await Host.DrainAfterAsync(TimeSpan.FromHours(12));

        Assert.Equal(2, (await Host.CountsAsync(1)).In(MessageState.Expired));
        await WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct));
        await Host.DrainAsync();
        Assert.False(Directory.Exists(Host.Outbox));
    }

    [Fact]
    public async Task A_message_that_cannot_be_composed_fails_alone()
    {
        Host.Digests.Answers[7] = () => new Composition.Faulty("no such block");
        Host.Digests.Answers[8] = () => new Composition.Void("the reader left");
        Host.Digests.Answers[9] = () => new Composition.Ready(FakeContent.Mail(default) with { To = "a@b.test, c@d.test" });
        await Host.QueueAsync(1, 7, 8, 9, 10);

        await Host.DrainAsync();

        Assert.Equal((MessageState.Failed, "no such block"), await StateAsync(7));
        Assert.Equal((MessageState.Cancelled, "the reader left"), await StateAsync(8));
        Assert.Equal(MessageState.Failed, (await StateAsync(9)).State);
        Assert.Equal(MessageState.Sent, (await StateAsync(10)).State);
    }

    [Fact]
    public async Task Composing_that_breaks_off_is_tried_again_in_a_minute()
    {
        Host.Digests.Answers[7] = () => throw new InvalidOperationException("the store was busy");
        await Host.QueueAsync(1, 7, 8);

        await Host.DrainAsync();
        Assert.Equal(MessageState.Queued, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 8)).State);

        Host.Digests.Answers.Clear();
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(1));
        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 1), (row.State, row.Attempts));
    }

    [Fact]
    public async Task A_row_that_is_gone_turns_the_health_check_red()
    {
        await Host.QueueAsync(1, 7, 8);
        await WriteAsync((db, ct) => db.Set<Message>().Where(row => row.Recipient == 8).ExecuteDeleteAsync(ct));

        await Host.DrainAsync();

        Assert.False((await Host.CountsAsync(1)).AddsUp);
        Assert.Equal(HealthStatus.Unhealthy, (await Host.HealthAsync()).Status);
        await Host.QueueAsync(1, 8);
        await WriteAsync((db, ct) => db.Set<Mailing>().ExecuteUpdateAsync(change => change.SetProperty(group => group.Planned, 2), ct));
    }

    private Task<T> WriteAsync<T>(Func<PublicationDb, CancellationToken, Task<T>> write) => Host.Database.WriteAsync(write, None);

    private async Task<(MessageState State, string? Reply)> StateAsync(long recipient)
    {
        var row = await Host.RowAsync(1, recipient);
        return (row.State, row.LastReply);
    }

    [Theory]
    [InlineData("Acme: News <news@example.org>", "Acme: News")]
    [InlineData("News (daily) <news@example.org>", "News (daily)")]
    [InlineData("News, Views & More <news@example.org>", "News, Views & More")]
    [InlineData("\"The \\\"Post\\\"\" <news@example.org>", "The \"Post\"")]
    [InlineData("Zeitung für alle <news@example.org>", "Zeitung für alle")]
    [InlineData("news@example.org", "")]
    public async Task The_senders_name_arrives_as_it_was_written(string sender, string name)
    {
        Host.Settings["Publication:Sender"] = sender;
        Host.Settings["Publication:ReplyTo"] = sender;
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Host.Outbox)));
        foreach (var mailbox in mail.From.Mailboxes.Concat(mail.ReplyTo.Mailboxes))
            Assert.Equal((name, "news@example.org"), (mailbox.Name ?? "", mailbox.Address));
        Assert.Equal((1, 1), (mail.From.Count, mail.ReplyTo.Count));
    }

    [Fact]
    public async Task A_sender_that_cannot_be_written_is_no_fault_of_the_row()
    {
        Host.Digests.Answers[7] = () =>
            new Composition.Ready(FakeContent.Mail(new MessageKey(MessageStream.Digest, 1, 7)) with { From = "<" });
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();
        Assert.Equal(MessageState.Queued, (await Host.RowAsync(1, 7)).State);

        Host.Digests.Answers.Clear();
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 7)).State);
    }
}
