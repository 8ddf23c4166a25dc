using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces;

/// <summary>The host with a pickup inbox and every webhook, as relays, providers and mailboxes see it.</summary>
public sealed class ReturnsHost : ReaderHost
{
    public const string Secret = "a secret of the tests";
    private int serial;
    private long issues;

    public ReturnsHost()
    {
        Settings["Delivery:ReturnPathDomain"] = "bounces.news.test";
        Settings["Delivery:UnsubscribeMailbox"] = "leave@news.test";
    }

    public TextLog Log { get; } = new();

    /// <summary>What stands in the world's place; set before the first use.</summary>
    public Action<IServiceCollection> Replace { get; set; } = _ => { };

    public string Inbox => Path.Combine(DataFolder, "inbox");

    /// <summary>What was left to a person.</summary>
    public IReadOnlyList<string> Left =>
        Directory.Exists(Path.Combine(Inbox, "left")) ? Directory.GetFiles(Path.Combine(Inbox, "left")) : [];

    /// <summary>Whether nothing waits to be read.</summary>
    public bool IsRead => Directory.GetFiles(Inbox).Length == 0;

    /// <summary>A reader with a digest in the ledger.</summary>
    public async Task<SentDigest> SendAsync(string email = Address)
    {
        var reader = await TryFindAsync(email) ?? await SubscribeAsync(email);
        return await SendAsync(reader);
    }

    /// <summary>Another digest to a reader.</summary>
    public async Task<SentDigest> SendAsync(Reader reader)
    {
        var issue = ++issues;
        await QueueDigestAsync(reader, issue);
        var row = (await RowsAsync(MessageStream.Digest)).Single(row => row.Group == issue && row.Recipient == reader.Subscriber.Number);
        var token = Services.GetRequiredService<MessageTokens>().Make(row.Id, new MessageKey(row.Stream, row.Group, row.Recipient));
        return new SentDigest(row.Id, issue, reader, token);
    }

    /// <summary>The relay takes a digest.</summary>
    public Task AcceptAsync(SentDigest sent) =>
        Database.WriteAsync(
            (db, ct) =>
                db.Set<Message>()
                    .Where(row => row.Id == sent.Row)
                    .ExecuteUpdateAsync(
                        change => change.SetProperty(row => row.State, MessageState.Sent).SetProperty(row => row.DoneAt, Clock.GetUtcNow()),
                        ct
                    ),
            CancellationToken.None
        );

    /// <summary>What comes back is in a server's folder; before the first use.</summary>
    internal void ReadFrom(FakeImapServer server)
    {
        Settings["Bounces:Mailbox:Kind"] = "Imap";
        Settings["Bounces:Mailbox:Host"] = "127.0.0.1";
        Settings["Bounces:Mailbox:Port"] = server.Port.ToString(CultureInfo.InvariantCulture);
        Settings["Bounces:Mailbox:Security"] = "None";
        Settings["Bounces:Mailbox:User"] = "bounces";
        Settings["Bounces:Mailbox:Password"] = "secret";
    }

    /// <summary>A relay took a digest and gave it a number of its own.</summary>
    public Task AcceptAsync(SentDigest sent, string queueId) =>
        Database.WriteAsync(
            (db, _) =>
            {
                db.Add(
                    new Attempt
                    {
                        Message = sent.Row,
                        At = Clock.GetUtcNow(),
                        Relay = "ses",
                        Outcome = AttemptOutcome.Accepted,
                        QueueId = queueId,
                    }
                );
                return Task.CompletedTask;
            },
            CancellationToken.None
        );

    /// <summary>A sample, filled with what is known of a message.</summary>
    public string Fill(string sample, SentDigest sent, params (string Name, string Value)[] more)
    {
        var text = File.ReadAllText(Path.Combine(Golden.Folder, "returns", sample));
        foreach (
            var (name, value) in more.Concat([
                ("returnPath", sent.ReturnPath),
                ("messageId", sent.MessageId),
                ("recipient", sent.Email),
                ("status", "5.1.1"),
                ("action", "failed"),
                ("serial", (++serial).ToString(CultureInfo.InvariantCulture)),
            ])
        )
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Puts a mail into the inbox.</summary>
    public void Put(string mail, string name = "")
    {
        Directory.CreateDirectory(Inbox);
        File.WriteAllText(Path.Combine(Inbox, name.Length > 0 ? name : $"{++serial:D8}.eml"), mail);
    }

    /// <summary>Puts a filled sample into the inbox and reads it.</summary>
    public async Task ComesBackAsync(string sample, SentDigest sent, params (string Name, string Value)[] more)
    {
        Put(Fill(sample, sent, more));
        await ReadAsync();
    }

    public Task<int> ReadAsync(CancellationToken ct = default) => Services.GetRequiredService<BounceJobs>().ReadAsync(ct);

    public Task<Suppression?> SuppressionAsync(string email = Address) =>
        Database.ReadAsync((db, ct) => Services.GetRequiredService<Suppressions>().FindAsync(db, email, ct), CancellationToken.None);

    public Task<List<Suppression>> SuppressionsAsync() =>
        Database.ReadAsync((db, ct) => db.Set<Suppression>().ToListAsync(ct), CancellationToken.None);

    public Task<List<ReturnEvent>> EventsAsync() =>
        Database.ReadAsync((db, ct) => db.Set<ReturnEvent>().OrderBy(one => one.Id).ToListAsync(ct), CancellationToken.None);

    public Task<List<BounceReport>> ReportsAsync() =>
        Database.ReadAsync((db, ct) => db.Set<BounceReport>().OrderBy(one => one.Id).ToListAsync(ct), CancellationToken.None);

    /// <summary>Nothing followed, and no line of the log has an address or a token.</summary>
    public async Task AssertNothingFollowedAsync(params SentDigest[] all)
    {
        Assert.Empty(await SuppressionsAsync());
        Assert.Empty(await EventsAsync());
        foreach (var sent in all)
        {
            Assert.Equal(SubscriberState.Active, (await FindAsync(sent.Email)).Subscriber.State);
            Assert.DoesNotContain(sent.Email, Log.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(sent.Token, Log.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => Replace(services));
        builder.ConfigureLogging(logging =>
            logging
                .AddProvider(Log)
                .AddFilter<TextLog>("Syndication.Bounces", LogLevel.Trace)
                .AddFilter<TextLog>("Syndication.Mailboxes", LogLevel.Trace)
        );
    }
}
