using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Mailboxes;
using Syndication.Subscribers;
using Syndication.Tests.Digests;

namespace Syndication.ScaleOut.Tests.Bounces;

/// <summary>
/// Our own mail through servers that others wrote: a relay that is refused, its reports, a mailbox, and back. 1,000 mails where
/// <c>SYNDICATION_LONG=1</c> says so, else 100.
/// </summary>
public sealed class ReturnedMailTests
{
    private static readonly int Readers = Environment.GetEnvironmentVariable("SYNDICATION_LONG") == "1" ? 1000 : 100;

    [MailServersFact]
    public async Task Every_report_finds_its_reader_once_though_the_one_who_reads_dies_twenty_times()
    {
        using var servers = await MailServers.StartAsync();
        using var bench = BenchOf(servers);
        await bench.WithSectionsAsync("gear");
        for (var n = 0; n < Readers; n++)
            await bench.AddReaderAsync(("gear", Cadence.Daily));
        await bench.PublishAsync("Boots");
        await bench.Host.AdvanceAsync(TimeSpan.FromHours(1));
        await servers.UntilDeliveredAsync(Readers);

        for (var death = 0; death < 20; death++)
            await DieWhileReadingAsync(bench, death);
        await bench.Host.Services.GetRequiredService<BounceJobs>().ReadAsync(CancellationToken.None);

        var (suppressed, events) = await bench.Host.Database.ReadAsync(
            async (db, ct) =>
                (
                    await db.Set<Suppression>().CountAsync(row => row.Reason == SuppressionReason.NoSuchMailbox, ct),
                    await db.Set<ReturnEvent>().ToListAsync(ct)
                ),
            CancellationToken.None
        );
        Assert.Equal((Readers, Readers), (suppressed, events.Count));
        Assert.All(events, one => Assert.Equal(("example.org", ReturnClass.Hard), (one.Domain, one.Class)));
        Assert.Equal(Readers, events.Select(one => one.Message).Distinct().Count());
        Assert.Empty(await UnseenAsync(servers));
    }

    [MailServersFact]
    public async Task What_arrives_is_told_by_the_server_and_a_persons_mail_stays_unseen()
    {
        using var servers = await MailServers.StartAsync();
        using var bench = BenchOf(servers);
        var jobs = bench.Host.Services.GetRequiredService<BounceJobs>();
        await using var mailbox = jobs.Open();
        Assert.Equal(0, await jobs.ReadAsync(mailbox, CancellationToken.None));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var waiting = mailbox.WaitAsync(patience.Token);
        servers.Deliver("From: ada@example.org\r\nTo: bounces@news.test\r\nSubject: Re: Boots\r\n\r\nThank you for the boots.\r\n");
        await waiting;

        Assert.Equal(1, await jobs.ReadAsync(mailbox, CancellationToken.None));
        Assert.Equal(0, await jobs.ReadAsync(mailbox, CancellationToken.None));
        Assert.Single(await UnseenAsync(servers));
    }

    private static DigestBench BenchOf(MailServers servers) =>
        new(
            ("Delivery:ReturnPathDomain", "news.test"),
            ("Delivery:Relays:0:Host", "127.0.0.1"),
            ("Delivery:Relays:0:Port", servers.RelayPort.ToString(CultureInfo.InvariantCulture)),
            ("Delivery:Relays:0:Security", "None"),
            ("Bounces:Mailbox:Kind", "Imap"),
            ("Bounces:Mailbox:Host", "127.0.0.1"),
            ("Bounces:Mailbox:Port", servers.ImapPort.ToString(CultureInfo.InvariantCulture)),
            ("Bounces:Mailbox:Security", "None"),
            ("Bounces:Mailbox:User", "bounces"),
            ("Bounces:Mailbox:Password", "secret")
        );

    /// <summary>Handles some mails and dies: in the transaction, or between its commit and the marking.</summary>
    private static async Task DieWhileReadingAsync(DigestBench bench, int death)
    {
        var services = bench.Host.Services;
        var intake = services.GetRequiredService<ReportIntake>();
        var options = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<BouncesOptions>>().Value.Mailbox;
        options.BatchSize = 4;
        await using var mailbox = services.GetRequiredService<MailboxFactory>().Create(options);
        await Assert.ThrowsAsync<DeathException>(() =>
            mailbox.ReadAsync(
                async (batch, ct) =>
                {
                    var dying = new MailBatch(
                        batch.Mails,
                        async (db, taken, token) =>
                        {
                            await batch.SettleAsync(db, taken, token);
                            throw new DeathException();
                        }
                    );
                    await intake.TakeAsync(death % 2 == 0 ? dying : batch, ct);
                    throw new DeathException();
                },
                CancellationToken.None
            )
        );
    }

    private static async Task<IList<UniqueId>> UnseenAsync(MailServers servers)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", servers.ImapPort, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync("bounces", "secret");
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        var unseen = await client.Inbox.SearchAsync(SearchQuery.NotSeen);
        await client.DisconnectAsync(quit: true);
        return unseen;
    }

    private sealed class DeathException : Exception;
}
