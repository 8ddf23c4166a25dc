using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Returns;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate;

/// <summary>What stops a send that is under way.</summary>
public sealed class BrakeTests : DeliveryTest
{
    private Brake Brake => Host.Services.GetRequiredService<Brake>();

    [Fact]
    public async Task A_dead_list_stops_in_the_middle_of_the_send()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.OnRecipient = line => Number(line) <= 40 ? "550 5.1.1 no such user" : null;
        await Host.QueueAsync(1, Readers(400));
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 1001);

        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal(MailingState.Paused, await StateAsync(1));
        Assert.InRange(counts.In(MessageState.Failed), 20, 40);
        Assert.InRange(counts.In(MessageState.Queued), 1, 380);
        Assert.Equal(MessageState.Sent, (await Host.RowAsync(1, 1001, MessageStream.Transactional)).State);
        var note = Assert.Single(await NotesAsync());
        Assert.Equal((NoteBy.Brake, true), (note.By, note.IsHolding));
        Assert.Matches("^\\d+ hard bounces among the first 400 messages, 5.0 ?% are too many$", note.Reasons);

        await ResumeAsync(1);
        await Host.DrainAsync();

        Assert.Equal(MailingState.Open, await StateAsync(1));
        Assert.Equal((40, 360), ((await Host.CountsAsync(1)).In(MessageState.Failed), (await Host.CountsAsync(1)).In(MessageState.Sent)));
    }

    [Fact]
    public async Task A_few_dead_addresses_stop_nothing()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.OnRecipient = line =>
            Number(line) switch
            {
                <= 4 => "550 5.1.1 no such user",
                <= 30 => "552 5.2.2 mailbox full",
                <= 60 => "550 5.7.1 go away",
                _ => null,
            };
        await Host.QueueAsync(1, Readers(80));

        await Host.DrainAsync();
        await Brake.LookAsync(CancellationToken.None);

        Assert.Equal(MailingState.Open, await StateAsync(1));
        Assert.Equal(20, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task Complaints_warn_first_and_then_stop_whatever_is_being_sent()
    {
        await SentAsync("inbox.test", 1000, ago: TimeSpan.FromHours(2));
        await Host.QueueAsync(1, 7);
        await Host.QueueAsync(2, 8);
        await ReturnAsync(ReturnClass.Complaint, "inbox.test", 2);

        await Brake.LookAsync(CancellationToken.None);

        Assert.Equal((MailingState.Open, MailingState.Open), (await StateAsync(1), await StateAsync(2)));
        Assert.All(await NotesAsync(), note => Assert.False(note.IsHolding));
        Assert.StartsWith("inbox.test: 2 complaints of 1,000 messages", (await NotesAsync())[0].Reasons, StringComparison.Ordinal);

        await ReturnAsync(ReturnClass.Complaint, "inbox.test", 1);
        await Brake.LookAsync(CancellationToken.None);

        Assert.Equal((MailingState.Paused, MailingState.Paused), (await StateAsync(1), await StateAsync(2)));
        Assert.All(await NotesAsync(), note => Assert.True(note.IsHolding));
    }

    [Fact]
    public async Task After_an_operator_went_on_it_counts_anew()
    {
        await SentAsync("inbox.test", 1000, ago: TimeSpan.FromHours(2));
        await ReturnAsync(ReturnClass.Complaint, "inbox.test", 3);
        await Host.QueueAsync(1, 7);
        await Brake.LookAsync(CancellationToken.None);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ResumeAsync(1);

        await Brake.LookAsync(CancellationToken.None);
        Assert.Equal(MailingState.Open, await StateAsync(1));

        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await SentAsync("inbox.test", 900, ago: TimeSpan.Zero);
        await ReturnAsync(ReturnClass.Complaint, "inbox.test", 3);
        await Brake.LookAsync(CancellationToken.None);
        Assert.Equal(MailingState.Paused, await StateAsync(1));
    }

    [Fact]
    public async Task Stragglers_of_a_large_send_are_not_held_against_the_small_one_after_it()
    {
        await Host.QueueAsync(1, 7);
        await Host.ChangeAsync(1, 7, row => (row.State, row.DoneAt) = (MessageState.Sent, Host.Clock.GetUtcNow()));
        var old = await Host.RowAsync(1, 7);
        Host.Clock.Advance(TimeSpan.FromDays(2));
        await SentAsync("inbox.test", 10, ago: TimeSpan.Zero);
        await Host.QueueAsync(2, 8);
        await ReturnAsync(ReturnClass.Complaint, "inbox.test", 5, old.Id);

        await Brake.LookAsync(CancellationToken.None);

        Assert.Equal(MailingState.Open, await StateAsync(2));
        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task Reports_of_dead_addresses_stop_by_the_first_thousand_however_many_are_sent_by_then()
    {
        await Host.QueueAsync(1, Readers(1200));
        await Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Message>()
                    .Where(row => row.Recipient <= 1100)
                    .ExecuteUpdateAsync(
                        change =>
                            change
                                .SetProperty(row => row.State, MessageState.Sent)
                                .SetProperty(row => row.DoneAt, row => (DateTimeOffset?)row.CreatedAt),
                        ct
                    ),
            CancellationToken.None
        );
        await ReturnAsync(ReturnClass.Hard, "inbox.test", 49, (await Host.RowAsync(1, 3)).Id, group: 1);
        await ReturnAsync(ReturnClass.Soft, "inbox.test", 60, (await Host.RowAsync(1, 4)).Id, group: 1);
        await Brake.LookAsync(CancellationToken.None);
        Assert.Equal(MailingState.Open, await StateAsync(1));

        await ReturnAsync(ReturnClass.Hard, "other.test", 1, (await Host.RowAsync(1, 5)).Id, group: 1);
        await Brake.LookAsync(CancellationToken.None);

        Assert.Equal(MailingState.Paused, await StateAsync(1));
    }

    [Fact]
    public async Task Switched_off_it_counts_and_stops_nothing()
    {
        Host.Settings["Delivery:Gate"] = "Off";
        await SentAsync("inbox.test", 100, ago: TimeSpan.Zero);
        await ReturnAsync(ReturnClass.Complaint, "inbox.test", 50);
        await Host.QueueAsync(1, 7);

        await Brake.LookAsync(CancellationToken.None);

        Assert.Equal(MailingState.Open, await StateAsync(1));
    }

    private static long[] Readers(int count) => [.. Enumerable.Range(1, count).Select(number => (long)number)];

    private static int Number(string recipient) =>
        int.Parse(
            recipient.AsSpan(
                recipient.IndexOf("reader", StringComparison.Ordinal) + 6,
                recipient.IndexOf('@') - recipient.IndexOf("reader", StringComparison.Ordinal) - 6
            )
        );

    private Task SentAsync(string domain, int count, TimeSpan ago) =>
        Host.Database.WriteAsync(
            (db, ct) =>
            {
                db.Add(
                    new Figure
                    {
                        Group = 99,
                        Domain = domain,
                        Hour = DateTimeOffset.FromUnixTimeMilliseconds(FigureCounts.HourOf(Host.Clock.GetUtcNow() - ago)),
                        Kind = FigureKind.Sent,
                        Reason = "",
                        Count = count,
                    }
                );
                return Task.CompletedTask;
            },
            CancellationToken.None
        );

    private Task ReturnAsync(ReturnClass kind, string domain, int count, long? message = null, long group = 99) =>
        Host.Database.WriteAsync(
            (db, ct) =>
            {
                for (var i = 0; i < count; i++)
                {
                    db.Add(
                        new ReturnEvent
                        {
                            Message = message,
                            Group = group,
                            Domain = domain,
                            Class = kind,
                            Reason = "undefined",
                            At = Host.Clock.GetUtcNow(),
                        }
                    );
                }

                return Task.CompletedTask;
            },
            CancellationToken.None
        );

    private Task<bool> ResumeAsync(long group) =>
        Host.Database.WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, group, ct), CancellationToken.None);

    private Task<MailingState?> StateAsync(long group) =>
        Host.Database.ReadAsync((db, ct) => Host.Ledger.StateAsync(db, MessageStream.Digest, group, ct), CancellationToken.None);

    // What the gate has to say of these plain mails is another matter.
    private Task<List<MailingNote>> NotesAsync() =>
        Host.Database.ReadAsync(
            (db, ct) => db.Set<MailingNote>().Where(note => note.By == NoteBy.Brake).ToListAsync(ct),
            CancellationToken.None
        );
}
