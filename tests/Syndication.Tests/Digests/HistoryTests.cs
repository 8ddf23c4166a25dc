using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;

namespace Syndication.Tests.Digests;

/// <summary>Whatever happens, in whatever order: every announced, visible article reaches every entitled reader exactly once.</summary>
public sealed class HistoryTests
{
    private static readonly Cadence[] Cadences = [Cadence.Each, Cadence.Daily, Cadence.Weekly, Cadence.Off];
    private static readonly string[][] Places =
    [
        ["gear"],
        ["posts"],
        ["gear", "posts"],
        ["posts", "gear"],
    ];

    [Property(MaxTest = 25, StartSize = 10, EndSize = 60)]
    public async Task Every_article_reaches_every_reader_exactly_once(byte[] history)
    {
        using var bench = new DigestBench();
        await bench.WithSectionsAsync("gear", "posts");
        var readers = new[]
        {
            await bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly)),
            await bench.AddReaderAsync(("gear", Cadence.Each), ("posts", Cadence.Daily)),
        };
        var articles = new List<ArticleId>();
        foreach (var step in history)
            await StepAsync(bench, readers, articles, step);
        foreach (var reader in readers)
        {
            await bench.ChangeAsync(reader, "gear", Cadence.Daily);
            await bench.ChangeAsync(reader, "posts", Cadence.Daily);
        }

        for (var day = 0; day < 3; day++)
        {
            await bench.AdvanceAsync(TimeSpan.FromDays(1));
            await bench.SendAllAsync();
        }

        var visible = (await bench.Host.Articles.FindAsync(articles, CancellationToken.None))
            .Where(IssueStore.IsNews)
            .Select(article => article.Id)
            .ToHashSet();
        foreach (var reader in readers)
        {
            var received = await ReceivedAsync(bench, reader);
            Assert.Equal(received.Count, received.Distinct().Count());
            Assert.Subset(received.ToHashSet(), visible);
        }
    }

    private static async Task StepAsync(DigestBench bench, long[] readers, List<ArticleId> articles, byte step)
    {
        var detail = step / 8;
        var reader = readers[detail % 2];
        switch (step % 8)
        {
            case 0 or 1:
                articles.Add(await bench.Host.PublishAsync(Piece(articles.Count, detail)));
                break;
            case 2 when articles.Count > 0:
                await bench.WithdrawAsync(articles[detail % articles.Count]);
                break;
            case 3 when articles.Count > 0:
                await bench.ReviseAsync(articles[detail % articles.Count], Piece(detail % articles.Count, detail));
                break;
            case 4:
                await bench.ChangeAsync(reader, Places[detail / 2 % 2][0], Cadences[detail / 4 % 4]);
                break;
            case 5:
                await AnswerAsync(bench, detail);
                break;
            case 6:
                await bench.AdvanceAsync(TimeSpan.FromMinutes(1));
                break;
            default:
                await bench.AdvanceAsync(TimeSpan.FromHours(13));
                break;
        }
    }

    private static ArticleContent Piece(int number, int detail)
    {
        var places = Places[detail % 4];
        return DigestBench.Piece($"Piece {number} as {detail % 3}", places[0], places[1..]) with { Announce = detail % 7 != 0 };
    }

    private static async Task AnswerAsync(DigestBench bench, int detail)
    {
        var open = (await bench.MessagesAsync()).Where(message => message.State is MessageState.Queued or MessageState.Deferred);
        foreach (var (message, index) in open.Select((message, index) => (message, index)))
        {
            var state = ((detail + index) % 6) switch
            {
                0 => MessageState.Failed,
                1 => MessageState.Expired,
                2 => MessageState.InDoubt,
                3 => MessageState.Deferred,
                _ => MessageState.Sent,
            };
            var composition = await bench.ComposeAsync(message);
            if (composition is Composition.Ready ready)
                await bench.EndAsync(message, state, ready.Mail.Version);
            else
                await bench.EndAsync(message, MessageState.Cancelled);
        }
    }

    private static Task<List<ArticleId>> ReceivedAsync(DigestBench bench, long reader) =>
        bench.Host.Database.ReadAsync(
            (db, ct) =>
                (
                    from message in db.Set<Message>()
                    join shown in db.Set<IssueArticle>()
                        on new { Issue = message.Group, Version = message.VersionSent!.Value } equals new { shown.Issue, shown.Version }
                    where message.Recipient == reader && (message.State == MessageState.Sent || message.Doubts > 0)
                    select shown.Article
                ).ToListAsync(ct),
            CancellationToken.None
        );
}
