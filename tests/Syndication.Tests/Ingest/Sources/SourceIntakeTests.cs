using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task While_its_section_is_missing_a_source_is_asked_no_more_often_than_another_and_for_its_first_page_alone()
    {
        Host.Settings["Ingest:Sources:0:Section"] = "later";
        Page("/feed", "/page2", "First");

        for (var minutes = 0; minutes < 60; minutes += 5)
            await Host.PullAfterAsync(TimeSpan.FromMinutes(5));

        Assert.InRange(Server.RequestsFor("/feed").Count, 2, 3);
        Assert.Empty(Server.RequestsFor("/page2"));
    }

    [Fact]
    public async Task Where_more_came_between_two_pulls_than_a_page_holds_the_pages_behind_it_are_read_and_the_order_is_kept()
    {
        await Host.PullAsync();
        Page("/feed", "/page2", "Sixth", "Fifth");
        Page("/page2", "/page3", "Fourth", "Third");
        Page("/page3", "/page4", "Second, and a half", "First");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["Second", "First", "Second, and a half", "Third", "Fourth", "Fifth", "Sixth"], await Host.InSequenceAsync());
        Assert.Equal(5, (await Host.AnnouncedAsync()).Values.Count(isNews => isNews));
        Assert.Equal(["/feed", "/feed", "/page2", "/page3"], Server.Requests.Select(request => request.Path));
        Assert.Equal((6, 5, null), ((await ReportAsync()).Items, (await ReportAsync()).New, (await ReportAsync()).Error));
    }

    [Theory]
    [InlineData("First")]
    [InlineData("First|mended")]
    public async Task A_page_with_a_piece_that_is_known_costs_no_further_request(string known)
    {
        await Host.PullAsync();
        Page("/feed", "/page2", "Third", known);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["/feed", "/feed"], Server.Requests.Select(request => request.Path));
        Assert.True((await Host.AnnouncedAsync())["Third"]);
    }

    [Fact]
    public async Task Where_everything_is_new_however_far_back_a_few_pages_are_read_and_the_rest_is_told()
    {
        await Host.PullAsync();
        Page("/feed", "/page2", "New 1");
        for (var page = 2; page < 9; page++)
            Page($"/page{page}", $"/page{page + 1}", $"New {page}");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["Second", "First", "New 5", "New 4", "New 3", "New 2", "New 1"], await Host.InSequenceAsync());
        Assert.Contains("pages after the first 5 were not read", (await ReportAsync()).Unmapped);
    }

    [Fact]
    public async Task Where_a_page_behind_the_first_does_not_come_what_came_is_taken_and_that_is_told()
    {
        await Host.PullAsync();
        Page("/feed", "/page2", "Third");
        Server.Answers["/page2"] = _ => Status("503 Service Unavailable");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.True((await Host.AnnouncedAsync())["Third"]);
        Assert.Equal("page 2: 503 ServiceUnavailable", (await ReportAsync()).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_behind_the_first_that_asks_to_be_left_alone_is(bool isFirstPull)
    {
        if (!isFirstPull)
            await Host.PullAsync();
        Page("/feed", "/page2", "Third");
        Server.Answers["/page2"] = _ => Status("429 Too Many Requests", "", "Retry-After: 172800");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Contains("Third", await Host.InSequenceAsync());
        var rest = (await Host.ViewAsync("feed")).NextFetchAt!.Value - Host.Clock.GetUtcNow();
        Assert.InRange(rest, TimeSpan.FromDays(2), TimeSpan.FromDays(2.2));
    }

    [Fact]
    public async Task A_page_of_more_pieces_than_a_query_takes_names_is_looked_up_all_the_same()
    {
        await Host.PullAsync();
        var address = new Uri(Server.At("/feed"));
        var source = Host.Services.GetRequiredService<SourceList>().FindBy("feed")!;
        var turn = await Host
            .Services.GetRequiredService<SourceTurns>()
            .OpenAsync(source, await Host.RowAsync("feed"), isDryRun: true, Host.Clock.GetUtcNow(), CancellationToken.None);
        var document = new SourceDocument
        {
            Kind = SourceKinds.Rss,
            Terms = new FeedTerms { Next = "/page2" },
            Items = [.. Enumerable.Range(1, 40_000).Select(number => Item($"New {number}"))],
        };
        var page = new SourcePage(address, new Fetched { Outcome = SourceOutcome.Read, Address = address });

        Assert.True(await Host.Services.GetRequiredService<SourceBacklog>().MayBeAsync(turn, page, document, CancellationToken.None));
    }

    [Fact]
    public async Task What_an_API_has_on_several_pages_comes_in_in_order_too()
    {
        Host.AddSource("site", Server.At("/blog"), ("Kind", "wordpress"));
        string[][] pages =
        [
            ["Post 1"],
            [],
            [],
        ];
        Server.Answers["/blog/wp-json/wp/v2/posts"] = request =>
            Ok(
                Feed(pages[int.Parse(request.Query.GetValueOrDefault("page", "1").ToString(), CultureInfo.InvariantCulture) - 1]),
                "X-WP-TotalPages: 3"
            );
        await Host.PullAsync();
        pages =
        [
            ["Post 5", "Post 4"],
            ["Post 3", "Post 2"],
            ["Post 1"],
        ];

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["Post 1", "Post 2", "Post 3", "Post 4", "Post 5"], (await Host.InSequenceAsync()).Where(title => title[0] == 'P'));
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

    private void Page(string path, string next, params string[] titles) =>
        Server.Answers[path] = _ => Ok(Feed(new FeedTerms { Next = next }, titles));

    private SourceItem Same(string title, string? path) =>
        Item(title) with
        {
            Id = "the same",
            Url = path is null ? null : Server.At(path),
        };
}
