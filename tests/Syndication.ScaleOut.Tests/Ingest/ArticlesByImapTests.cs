using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest.MailIn;
using Syndication.ScaleOut.Tests.Bounces;
using Syndication.Tests.Digests;

namespace Syndication.ScaleOut.Tests.Ingest;

/// <summary>Articles by mail, from a folder on a server that others wrote, which does not tell what arrives.</summary>
public sealed class ArticlesByImapTests
{
    private const string Passed = "Authentication-Results: mx.news.test; dkim=pass header.d=news.test\r\n";

    [MailServersFact]
    public async Task Mails_of_allowed_senders_become_articles_once_and_all_others_stay_unseen()
    {
        using var servers = await MailServers.StartMailboxAsync("IMAP4rev1 LITERAL+ UIDPLUS");
        using var bench = BenchOf(servers);
        await bench.WithSectionsAsync("gear");
        servers.Deliver(Mail("desk@news.test", "An old piece", Passed));
        Assert.Equal(1, await ReadAsync(bench));

        servers.Deliver(Mail("desk@news.test", "The kettle", Passed));
        servers.Deliver(Mail("somebody@elsewhere.test", "From a stranger", Passed));
        servers.Deliver(Mail("desk@news.test", "By nobody", ""));
        servers.Deliver(Mail("desk@news.test", "The boat", Passed));
        Assert.Equal(4, await ReadAsync(bench));
        Assert.Equal(0, await ReadAsync(bench));

        var articles = await bench.Host.Database.ReadAsync(
            (db, ct) => db.Set<ArticleRow>().OrderBy(row => row.Title).Select(row => new { row.Title, row.Announce }).ToListAsync(ct),
            CancellationToken.None
        );
        // What lay in the folder before anybody read it for us is no news of ours.
        Assert.Equal(
            [("An old piece", false), ("The boat", true), ("The kettle", true)],
            articles.Select(article => (article.Title, article.Announce))
        );
        Assert.Equal(["By nobody", "From a stranger"], await UnseenAsync(servers));
    }

    private static DigestBench BenchOf(MailServers servers) =>
        new(
            ("Ingest:Mail:AllowedSenders:0", "@news.test"),
            ("Ingest:Mail:TrustedServers:0", "mx.news.test"),
            ("Ingest:Mail:Section", "gear"),
            ("Ingest:Mail:Mailbox:Kind", "Imap"),
            ("Ingest:Mail:Mailbox:Host", "127.0.0.1"),
            ("Ingest:Mail:Mailbox:Port", servers.ImapPort.ToString(CultureInfo.InvariantCulture)),
            ("Ingest:Mail:Mailbox:Security", "None"),
            ("Ingest:Mail:Mailbox:User", "bounces"),
            ("Ingest:Mail:Mailbox:Password", "secret")
        );

    private static string Mail(string from, string subject, string results) =>
        $"{results}From: {from}\r\nTo: desk@in.news.test\r\nSubject: {subject}\r\nMessage-ID: <{subject.Replace(' ', '.')}@news.test>\r\n\r\nWhat there is to say about it: {subject}.\r\n";

    private static async Task<int> ReadAsync(DigestBench bench)
    {
        var jobs = bench.Host.Services.GetRequiredService<MailInJobs>();
        await using var mailbox = jobs.Open();
        return await jobs.ReadAsync(mailbox, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<string>> UnseenAsync(MailServers servers)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", servers.ImapPort, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync("bounces", "secret");
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        var found = await client.Inbox!.FetchAsync(
            await client.Inbox!.SearchAsync(SearchQuery.NotSeen),
            MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope
        );
        await client.DisconnectAsync(quit: true);
        return [.. found.Select(mail => mail.Envelope!.Subject!).Order(StringComparer.Ordinal)];
    }
}
