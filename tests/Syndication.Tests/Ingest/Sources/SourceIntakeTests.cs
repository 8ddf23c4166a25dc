using Microsoft.EntityFrameworkCore;
using Syndication.Ingest;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>What of a document is taken in, as what, and as news or not.</summary>
public sealed class SourceIntakeTests : SourceTest
{
    [Fact]
    public async Task A_piece_that_breaks_its_own_formats_rules_is_refused_though_it_has_a_headline()
    {
        Serve(
            new SourceItem
            {
                Id = "embargoed",
                Title = "Not before Friday",
                Faults = [new Fault("publish_date", "Friday", "a date")],
            }
        );

        await Host.PullAsync();

        Assert.Empty(await Host.ArticlesAsync());
        Assert.StartsWith("publish_date: ", Assert.Single((await ReportAsync()).Refusals).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_lists_the_first_twenty_lines_of_a_kind_and_says_how_many_more_there_were()
    {
        Serve([
            .. Enumerable
                .Range(0, 50)
                .Select(number => new SourceItem
                {
                    Id = $"{number}",
                    Title = $"Piece {number}",
                    Unmapped = [$"field {number / 2}"],
                }),
        ]);

        await Host.PullAsync();

        var lines = (await ReportAsync()).Unmapped;
        Assert.Equal((21, "field 19", "and 5 more"), (lines.Count, lines[19], lines[20]));
        Assert.Equal("and 10 more", SourceReport.Lines([.. lines, "and 5 more"])[^1]);
    }

    [Fact]
    public async Task Pieces_with_one_id_are_several_where_they_have_addresses_or_headlines_of_their_own_now_and_later()
    {
        Serve(Same("One", "/1"), Same("Two", "/2"), Same("Three", null), Same("Four", null));
        await Host.PullAsync();
        Serve(Same("Five", "/5"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var rows = await Host.ArticlesAsync();
        Assert.Equal(["Five", "Four", "One", "Three", "Two"], rows.Select(row => row.Title).Order());
        Assert.All(rows, row => Assert.Equal(1, row.Revision));
        Assert.Contains(
            (await ReportAsync()).Mended,
            line => line.StartsWith("one id stands for several pieces", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task One_address_for_all_tells_no_piece_from_another()
    {
        Serve(Same("One", "/"), Same("Two", "/"));

        await Host.PullAsync();

        Assert.Equal(2, (await Host.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task A_piece_that_comes_twice_is_taken_once_and_that_is_said()
    {
        var entry = Item("Once") with { Published = Host.Clock.GetUtcNow() };
        Serve(entry with { Title = "Once, mended", Updated = Host.Clock.GetUtcNow() }, entry, Item("Other"));

        await Host.PullAsync();

        Assert.Equal(["Other", "Once, mended"], await Host.InSequenceAsync());
        Assert.Equal(["left out, for it comes twice: id:Once"], (await ReportAsync()).Mended);
    }

    [Fact]
    public async Task What_is_older_than_a_week_is_no_news_however_long_nobody_looked()
    {
        await Host.PullAsync();
        var then = Host.Clock.GetUtcNow().AddDays(20);
        Serve(Item("Fresh", then), Item("Missed", then.AddDays(-10)));

        await Host.PullAfterAsync(TimeSpan.FromDays(20));

        var announced = await Host.AnnouncedAsync();
        Assert.Equal((true, false), (announced["Fresh"], announced["Missed"]));
    }

    [Fact]
    public async Task After_a_month_of_silence_what_comes_is_an_archive_once_more()
    {
        await Host.PullAsync();
        Server.Serve("/feed", "Back again");
        await Host.PullAfterAsync(TimeSpan.FromDays(31));
        Server.Serve("/feed", "News", "Back again");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var announced = await Host.AnnouncedAsync();
        Assert.Equal((false, true), (announced["Back again"], announced["News"]));
    }

    [Fact]
    public async Task Of_many_new_pieces_without_a_date_only_the_latest_few_are_news()
    {
        await Host.PullAsync();
        Server.Serve("/feed", [.. Enumerable.Range(1, 45).Select(number => $"Undated {number}")]);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var announced = (await Host.AnnouncedAsync()).Where(pair => pair.Value).Select(pair => pair.Key);
        Assert.Equal(Enumerable.Range(1, SourceNews.MostUndated).Select(number => $"Undated {number}").Order(), announced.Order());
        Assert.Contains(
            (await ReportAsync()).Mended,
            line => line.StartsWith("35 more new pieces without a date", StringComparison.Ordinal)
        );
    }

#if !POSTGRES // The store refuses by a trigger in the words of SQLite.
    [Fact]
    public async Task A_piece_that_cannot_be_stored_stops_no_other_and_is_tried_again()
    {
        await Host.BeginAsync();
        await RunAsync(
            "CREATE TRIGGER full BEFORE INSERT ON \"Articles\" WHEN NEW.\"Title\" = 'Bad' BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        );
        Server.Serve("/feed", "First", "Bad", "Second");
        await Host.PullAsync();

        Assert.Equal(["Second", "First"], await Host.InSequenceAsync());
        var refused = Assert.Single((await ReportAsync()).Refusals);
        Assert.Equal(("id:Bad", "it could not be stored, see the log"), (refused.Item, refused.Reason));

        await RunAsync("DROP TRIGGER full");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(3, (await Host.ArticlesAsync()).Count);
    }
#endif

#if !POSTGRES // The store refuses by a trigger in the words of SQLite.
    [Fact]
    public async Task Several_pieces_that_cannot_be_stored_keep_out_nothing_that_comes_later()
    {
        await Host.BeginAsync();
        await RunAsync(
            "CREATE TRIGGER full BEFORE INSERT ON \"Articles\" WHEN NEW.\"Title\" LIKE 'Bad%' BEGIN SELECT RAISE(ABORT, 'not these'); END"
        );
        Server.Serve("/feed", "First", "Bad one", "Bad two");
        await Host.PullAsync();
        Server.Serve("/feed", [.. Enumerable.Range(1, 30).Select(number => $"Later {number}"), "First", "Bad one", "Bad two"]);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(31, (await Host.ArticlesAsync()).Count);
    }
#endif

#if !POSTGRES // The store refuses by a trigger in the words of SQLite.
    [Fact]
    public async Task Where_nothing_can_be_stored_it_is_the_store_and_no_piece_is_refused()
    {
        await Host.BeginAsync();
        await RunAsync("CREATE TRIGGER full BEFORE INSERT ON \"Articles\" BEGIN SELECT RAISE(ABORT, 'none'); END");

        await Host.PullAsync();

        var view = await Host.ViewAsync("feed");
        Assert.Equal(("failing", null), (view.State, view.LastDocument));
    }
#endif

    private Task<int> RunAsync(string sql) =>
        Host.Database.WriteAsync(async (db, ct) => await db.Database.ExecuteSqlRawAsync(sql, ct), CancellationToken.None);

    private async Task<SourceReport> ReportAsync() => (await Host.ViewAsync("feed")).LastDocument!;

    private void Serve(params SourceItem[] items) => Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), items));

    private SourceItem Same(string title, string? path) =>
        Item(title) with
        {
            Id = "the same",
            Url = path is null ? null : Server.At(path),
        };
}
