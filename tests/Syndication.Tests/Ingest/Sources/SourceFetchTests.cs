using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>How a source is asked, and what is remembered of its answers.</summary>
public sealed class SourceFetchTests : SourceTest
{
    [Theory]
    [InlineData("W/\"a:1\"", "Mon, 02 Mar 2026 05:00:00 GMT")]
    [InlineData("no-quotes at all, äöü", "yesterday")]
    [InlineData("\"quote\"in\"quote\"", "2026-03-02T05:00:00Z")]
    public async Task Validators_are_sent_back_just_as_they_came_and_304_reads_nothing(string tag, string date)
    {
        Server.Answers["/feed"] = request =>
            request.Headers.ContainsKey("If-None-Match")
                ? Status("304 Not Modified")
                : Ok(Feed("First"), "ETag: " + tag, "Last-Modified: " + date);
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, Server.Requests.Count);
        Assert.Equal((tag, date), (Server.Requests[1].Headers["If-None-Match"], Server.Requests[1].Headers["If-Modified-Since"]));
        Assert.Equal(1, Host.Readings);
        var view = await Host.ViewAsync("feed");
        Assert.Equal((SourceOutcome.NotModified, 304, "well"), (view.Outcome!.Value, view.Status!.Value, view.State));
    }

    [Fact]
    public async Task What_a_source_is_told_to_be_let_in_goes_to_its_own_origin_alone_and_is_shown_nowhere()
    {
        await using var other = new SourceServer();
        Host.AddSource("closed", Server.At("/closed"), ("Authorization", "Bearer hush"));
        Host.AddSource("leads away", Server.At("/away"), ("Authorization", "Bearer hush"));
        Server.Answers["/closed"] = _ => Status("302 Found", "", "Location: /inside");
        Server.Answers["/inside"] = request =>
            request.Headers.GetValueOrDefault("Authorization") == "Bearer hush" ? Ok(Feed("Within")) : Status("401 Unauthorized");
        Server.Answers["/away"] = _ => Status("302 Found", "", "Location: " + other.At("/feed"));
        other.Serve("/feed", "Elsewhere");
        await Host.PullAsync();

        Assert.Equal(["Elsewhere", "First", "Second", "Within"], (await Host.ArticlesAsync()).Select(row => row.Title).Order());
        Assert.All(Server.RequestsFor("/away"), request => Assert.Equal("Bearer hush", request.Headers["Authorization"]));
        Assert.All(other.Requests, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
        Assert.All(Server.RequestsFor("/feed"), request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
        Assert.DoesNotContain("hush", JsonSerializer.Serialize(await Host.ViewAsync("closed")));
        Assert.DoesNotContain("hush", Host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_moved_elsewhere_for_good_takes_no_secret_along()
    {
        await using var other = new SourceServer();
        Host.AddSource("moves", Server.At("/moves"), ("Authorization", "Bearer hush"));
        Server.Answers["/moves"] = _ => Status("301 Moved Permanently", "", "Location: " + other.At("/feed"));
        other.Serve("/feed", "Elsewhere");
        for (var day = 0; day < 4; day++)
            await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(other.At("/feed"), (await Host.ViewAsync("moves")).Address);
        Assert.All(other.Requests, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
    }

    [Fact]
    public async Task The_same_bytes_again_are_as_good_as_304()
    {
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal((2, 1), (Server.Requests.Count, Host.Readings));
        Assert.Equal(SourceOutcome.NotModified, (await Host.ViewAsync("feed")).Outcome);
    }

    [Fact]
    public async Task A_move_for_good_is_remembered_once_it_was_confirmed_and_a_passing_one_never()
    {
        Host.AddSource("passing", Server.At("/passing"));
        Server.Serve("/new", "First");
        Server.Answers["/feed"] = _ => Status("301 Moved Permanently", "", "Location: /new");
        Server.Answers["/passing"] = _ => Status("302 Found", "", "Location: /new");
        for (var day = 0; day < 4; day++)
            await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(3, Server.RequestsFor("/feed").Count);
        Assert.Equal(4, Server.RequestsFor("/passing").Count);
        var view = await Host.ViewAsync("feed");
        Assert.Equal((Server.At("/new"), Server.At("/feed")), (view.Address, view.Configured));
    }

    [Fact]
    public async Task A_move_that_is_taken_back_is_forgotten()
    {
        Server.Serve("/new", "First");
        var moved = true;
        Server.Answers["/feed"] = _ => moved ? Status("308 Permanent Redirect", "", "Location: /new") : Ok(Feed("First"));
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(Server.At("/new"), (await Host.ViewAsync("feed")).MovingTo);
        moved = false;
        await Host.PullAfterAsync(TimeSpan.FromDays(1));
        moved = true;
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var view = await Host.ViewAsync("feed");
        Assert.Equal((Server.At("/feed"), Server.At("/new")), (view.Address, view.MovingTo));
    }

    [Theory]
    [InlineData("https://a.example/feed", "http://a.example/feed", false)]
    [InlineData("https://a.example/feed", "https://b.example/feed", true)]
    [InlineData("http://a.example/feed", "https://a.example/feed", true)]
    public void From_an_encrypted_address_there_is_no_way_back(string from, string to, bool remembered)
    {
        var source = Source.Of(new SourceOptions { Address = from });
        var row = new SourceRow
        {
            Key = from,
            Configured = from,
            Address = from,
            Host = "a.example",
        };
        var answer = new Fetched
        {
            Outcome = SourceOutcome.NotModified,
            Address = new Uri(to),
            MovedTo = new Uri(to),
        };
        for (var time = 0; time < 5; time++)
            SourceMemory.Note(row, source, new Pulled(answer, null, null), Host.Clock.GetUtcNow(), new PullOptions());

        Assert.Equal(remembered ? to : from, row.Address);
    }

    [Fact]
    public async Task A_source_that_is_gone_is_asked_no_more_until_an_operator_says_so()
    {
        Server.Answers["/feed"] = _ => Status("410 Gone");
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(30));
        var ended = await Host.ViewAsync("feed");
        Assert.Equal(("ended", "410 Gone", 1), (ended.State, ended.Reason, Server.Requests.Count));
        Server.Serve("/feed", "Back again");

        var desk = Host.Services.GetRequiredService<SourceDesk>();
        Assert.True(await desk.ResumeAsync(Host.Services.GetRequiredService<SourceList>().FindBy("feed")!, CancellationToken.None));
        await Host.PullAsync();

        Assert.Equal(("well", 2), ((await Host.ViewAsync("feed")).State, Server.Requests.Count));
    }

    [Fact]
    public async Task A_feed_that_says_that_it_ends_has_ended()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { IsEnded = true }, "The last piece"));
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(30));

        Assert.Single(Server.Requests);
        Assert.Single(await Host.ArticlesAsync());
        Assert.Equal("ended", (await Host.ViewAsync("feed")).State);
    }

    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 7200", 7200)]
    [InlineData("503 Service Unavailable", "Retry-After: Mon, 02 Mar 2026 09:00:00 GMT", 10800)]
    [InlineData("503 Service Unavailable", "Retry-After: 1", 60)]
    [InlineData("429 Too Many Requests", "Retry-After: 99999999999", 604800)]
    public async Task Whoever_asks_to_be_left_alone_is_left_alone_for_so_long(string status, string header, int seconds)
    {
        Server.Answers["/feed"] = _ => Status(status, "", header);

        await Host.PullAsync();

        var view = await Host.ViewAsync("feed");
        Assert.Equal(SourceOutcome.Busy, view.Outcome);
        Assert.Equal(Host.Clock.GetUtcNow().AddSeconds(seconds), view.NextFetchAt);
    }

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    [InlineData("204 No Content")]
    [InlineData("304 Not Modified")]
    public async Task Failures_are_tried_again_later_and_later_and_forgotten_with_the_first_success(string status)
    {
        Server.Answers["/feed"] = _ => Status(status);
        var waits = new List<TimeSpan>();
        for (var time = 0; time < 12; time++)
        {
            await Host.PullAsync();
            var next = (await Host.ViewAsync("feed")).NextFetchAt!.Value;
            waits.Add(next - Host.Clock.GetUtcNow());
            Host.Clock.Advance(waits[^1]);
        }

        Assert.InRange(waits[0], TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        Assert.InRange(waits[3], TimeSpan.FromMinutes(32), TimeSpan.FromMinutes(48));
        Assert.InRange(waits[^1], TimeSpan.FromHours(19), TimeSpan.FromDays(1));
        Assert.Equal("failing", (await Host.ViewAsync("feed")).State);
        Server.Serve("/feed", "First");
        await Host.PullAsync();
        Assert.Equal(("well", 0), ((await Host.ViewAsync("feed")).State, (await Host.ViewAsync("feed")).Failures));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_a_failure_and_is_read_again_next_time()
    {
        Server.Answers["/feed"] = _ => Ok("<html>Welcome to your new hosting", "ETag: \"1\"");
        await Host.PullAsync();
        Assert.Equal(SourceOutcome.Unreadable, (await Host.ViewAsync("feed")).Outcome);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, Host.Readings);
        Assert.False(Server.Requests[1].Headers.ContainsKey("If-None-Match"));
    }

    [Theory]
    [InlineData(SourceKinds.Html)]
    [InlineData(SourceKinds.Text)]
    public async Task A_page_in_place_of_the_feed_is_no_article(string kind)
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                Document(new FeedTerms(), Item("This account has been suspended"))
                    .Replace("\"rss\"", $"\"{kind}\"", StringComparison.Ordinal)
            );

        await Host.PullAsync();

        Assert.Empty(await Host.ArticlesAsync());
        var view = await Host.ViewAsync("feed");
        Assert.Equal((SourceOutcome.Unreadable, $"{kind}, and no feed or other list of pieces"), (view.Outcome!.Value, view.Reason));
    }

    [Fact]
    public async Task Pages_behind_the_first_are_read_once_and_a_ring_of_pages_ends()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Next = "/page2" }, "Newest"));
        Server.Answers["/page2"] = _ => Ok(Feed(new FeedTerms { Next = Server.At("/page3") }, "Older"));
        Server.Answers["/page3"] = _ => Ok(Feed(new FeedTerms { Next = Server.At("/feed") }, "Oldest"));
        await Host.PullAsync();
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Next = "/page2" }, "Newest of all", "Newest"));
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["/feed", "/page2", "/page3", "/feed"], Server.Requests.Select(request => request.Path));
        Assert.Equal(4, (await Host.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task An_endless_archive_is_read_so_far_and_that_is_said()
    {
        Server.Answers["/feed"] = request =>
        {
            var page = int.Parse(request.Query.GetValueOrDefault("page", "1").ToString(), CultureInfo.InvariantCulture);
            return Ok(Feed(new FeedTerms { Next = $"/feed?page={page + 1}" }, $"Piece {page}"));
        };

        await Host.PullAsync();

        Assert.Equal(SourcePages.MostOfFeed, Server.Requests.Count);
        Assert.Contains(
            (await Host.ViewAsync("feed")).LastDocument!.Unmapped,
            line => line.Contains("were not read", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_page_that_fails_leaves_what_came_before_it()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Next = "/missing" }, "Newest"));

        await Host.PullAsync();

        Assert.Single(await Host.ArticlesAsync());
        Assert.Equal("page 2: 404 NotFound", (await Host.ViewAsync("feed")).LastDocument!.Error);
    }

    [Fact]
    public async Task An_archive_of_which_a_page_does_not_come_is_read_again_as_a_whole_and_is_no_news()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Next = "/page2" }, "Newest"), "ETag: \"1\"");
        Server.Answers["/page2"] = _ => Status("503 Service Unavailable");
        await Host.PullAsync();
        var broken = await Host.ViewAsync("feed");
        Assert.Equal(("failing", "page 2: 503 ServiceUnavailable"), (broken.State, broken.Reason));
        Server.Answers["/page2"] = _ => Ok(Feed("Oldest"));

        await Host.PullAfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(new Dictionary<string, bool> { ["Newest"] = false, ["Oldest"] = false }, await Host.AnnouncedAsync());
        Assert.Equal("well", (await Host.ViewAsync("feed")).State);
    }

    [Fact]
    public async Task A_page_that_never_comes_does_not_make_an_archive_of_all_that_follows()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Next = "/page2" }, "Newest"));
        Server.Answers["/page2"] = _ => Status("503 Service Unavailable");
        for (var day = 0; day < 7; day++)
            await Host.PullAfterAsync(TimeSpan.FromDays(1));
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Next = "/page2" }, "News", "Newest"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.True((await Host.AnnouncedAsync())["News"]);
    }

    [Theory]
    [InlineData("wordpress", "/blog", "/blog/wp-json/wp/v2/posts", "/new/wp-json/wp/v2/posts", "/new/")]
    [InlineData("ans", "/search?website=post", "/search", "/content", "/content")]
    public async Task An_API_that_moved_for_good_is_asked_where_it_is_now(string kind, string at, string asked, string moved, string now)
    {
        Host.AddSource("api", Server.At(at), ("Kind", kind));
        Server.Serve(moved, "Moved");
        Server.Answers[asked] = request =>
            Status(
                "301 Moved Permanently",
                "",
                "Location: " + moved + request.Target[request.Target.IndexOf('?', StringComparison.Ordinal)..]
            );
        for (var day = 0; day < 4; day++)
            await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(3, Server.RequestsFor(asked).Count);
        Assert.Equal(Server.At(now), (await Host.ViewAsync("api")).Address);
        var (before, after) = (Server.RequestsFor(moved)[2], Server.RequestsFor(moved)[3]);
        Assert.Equal(before.Query.OrderBy(pair => pair.Key), after.Query.OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task An_API_that_moved_to_another_question_is_not_followed_for_good()
    {
        Host.AddSource("api", Server.At("/search"), ("Kind", "ans"));
        Server.Serve("/content", "Moved");
        Server.Answers["/search"] = _ => Status("301 Moved Permanently", "", "Location: /content?size=7");
        for (var day = 0; day < 4; day++)
            await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(Server.At("/search"), (await Host.ViewAsync("api")).Address);
    }

    [Fact]
    public async Task WordPress_is_read_page_by_page_first_and_then_what_changed()
    {
        Host.AddSource("site", Server.At("/blog"), ("Kind", "wordpress"));
        Server.Answers["/blog/wp-json/wp/v2/posts"] = request =>
            Ok(Feed($"Post {request.Query.GetValueOrDefault("page", "1")}"), "X-WP-TotalPages: 3");
        await Host.PullAsync();
        var first = Server.RequestsFor("/blog/wp-json/wp/v2/posts");
        Assert.Equal(["", "2", "3"], first.Select(request => request.Query.GetValueOrDefault("page").ToString()));
        Assert.All(
            first,
            request => Assert.Equal(("100", "date"), (request.Query["per_page"].ToString(), request.Query["orderby"].ToString()))
        );
        Assert.Equal("application/json, */*;q=0.1", first[0].Headers["Accept"]);

        Server.Answers["/blog/wp-json/wp/v2/posts"] = _ => Ok(Feed("Post 4", "Post 1"), "X-WP-TotalPages: 3");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var later = Assert.Single(Server.RequestsFor("/blog/wp-json/wp/v2/posts").Skip(3));
        Assert.Equal("modified", later.Query["orderby"]);
        Assert.Contains("Post 4", (await Host.ArticlesAsync()).Select(row => row.Title));
    }

    [Fact]
    public async Task A_content_API_is_read_until_a_page_is_not_full()
    {
        Host.AddSource("wire", Server.At("/search?website=post&size=2"), ("Kind", "ans"));
        Server.Answers["/search"] = request =>
            request.Query.GetValueOrDefault("from").ToString() switch
            {
                "" => Ok(Feed("One", "Two")),
                "2" => Ok(Feed("Three", "Four")),
                _ => Ok("[]"),
            };

        await Host.PullAsync();

        Assert.Equal(
            ["?website=post&size=2", "?website=post&size=2&from=2", "?website=post&size=2&from=4"],
            Server.RequestsFor("/search").Select(request => request.Target[request.Target.IndexOf('?', StringComparison.Ordinal)..])
        );
        Assert.Equal(6, (await Host.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task A_new_address_in_the_configuration_forgets_what_was_learned_of_the_old_one_and_what_is_there_is_an_archive()
    {
        Server.Answers["/feed"] = _ => Ok(Feed("First"), "ETag: \"old\"");
        await Host.PullAsync();
        await using var after = new SourceHost();
        after.RestartOf(Host);
        after.AddSource("feed", Server.At("/elsewhere"));
        Server.Serve("/elsewhere", "First", "Second");

        await after.PullAsync();

        var request = Assert.Single(Server.RequestsFor("/elsewhere"));
        Assert.False(request.Headers.ContainsKey("If-None-Match"));
        Assert.Equal(2, (await after.ArticlesAsync()).Count);
        Assert.False((await after.AnnouncedAsync())["Second"]);
    }

    [Fact]
    public async Task What_is_no_longer_configured_is_asked_no_more()
    {
        await Host.PullAsync();
        await using var after = new SourceHost();
        after.RestartOf(Host);
        after.AddSource("other", Server.At("/other"));
        Server.Serve("/other");
        after.Clock.Advance(TimeSpan.FromDays(30));

        await after.PullAsync();

        Assert.Equal(["/feed", "/other"], Server.Requests.Select(request => request.Path));
        Assert.Null((await after.RowAsync("feed")).DueAt);
    }

    [Fact]
    public async Task A_due_source_is_taken_by_one_of_two_who_want_it()
    {
        var store = Host.Services.GetRequiredService<SourceStore>();
        await store.BringInLineAsync(CancellationToken.None);

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => store.ClaimAsync(new HostTurns(new PullOptions()), CancellationToken.None))
        );

        Assert.Single(claims.SelectMany(claim => claim));
    }

    [Fact]
    public async Task Only_the_holders_result_counts_and_a_hold_that_ran_out_is_taken_over()
    {
        var store = Host.Services.GetRequiredService<SourceStore>();
        await store.BringInLineAsync(CancellationToken.None);
        var lost = Assert.Single(await store.ClaimAsync(new HostTurns(new PullOptions()), CancellationToken.None));
        await Host.PullAsync();
        Assert.Empty(Server.Requests);

        await Host.PullAfterAsync(SourceStore.Hold);
        await store.RecordAsync(lost, row => row.Failures = 99);

        Assert.Single(Server.Requests);
        Assert.Equal(0, (await Host.ViewAsync("feed")).Failures);
    }

    [Fact]
    public async Task What_is_broken_off_when_the_host_stops_is_due_again_at_once()
    {
        using var stop = new CancellationTokenSource();
        Server.Answers["/feed"] = _ =>
        {
            stop.Cancel();
            return Ok(Feed("First"));
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Host.Services.GetRequiredService<SourceJobs>().RunAsync(stop.Token));

        var row = await Host.RowAsync("feed");
        Assert.Equal((Host.Clock.GetUtcNow(), (Guid?)null), (row.DueAt, row.Holder));
        Server.Serve("/feed", "First");
        await Host.PullAsync();
        Assert.Single(await Host.ArticlesAsync());
    }

#if !POSTGRES // The store refuses by a trigger in the words of SQLite.
    [Fact]
    public async Task Where_not_even_the_breaking_off_can_be_written_down_sources_are_pulled_again_later()
    {
        using var stop = new CancellationTokenSource();
        await Host.BeginAsync();
        Server.Answers["/feed"] = _ =>
        {
            Run("CREATE TRIGGER away BEFORE UPDATE ON \"Sources\" WHEN NEW.\"Holder\" IS NULL BEGIN SELECT RAISE(ABORT, 'away'); END");
            stop.Cancel();
            return Ok(Feed("First"));
        };
        await Assert.ThrowsAnyAsync<Exception>(() => Host.Services.GetRequiredService<SourceJobs>().RunAsync(stop.Token));
        Run("DROP TRIGGER away");
        Server.Serve("/feed", "First");

        await Host.PullAfterAsync(SourceStore.Hold + TimeSpan.FromMinutes(1));

        Assert.Equal(2, Server.RequestsFor("/feed").Count);
    }
#endif

    [Fact]
    public async Task Documents_wait_for_room_to_be_read_in()
    {
        await Host.BeginAsync();
        var places = await Task.WhenAll(
            Enumerable
                .Range(0, ReadingRoom.Places)
                .Select(_ => Host.Services.GetRequiredService<ReadingRoom>().EnterAsync(CancellationToken.None))
        );
        var pull = Host.PullAsync();
        while (Server.Requests.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        Assert.Equal((false, 0), (pull.IsCompleted, Host.Readings));

        places[0].Dispose();
        await pull;

        Assert.Equal(1, Host.Readings);
    }

    private void Run(string sql) =>
        Host
            .Database.WriteAsync(async (db, ct) => await db.Database.ExecuteSqlRawAsync(sql, ct), CancellationToken.None)
            .GetAwaiter()
            .GetResult();

    [Fact]
    public async Task A_304_writes_one_row_and_nothing_that_was_published()
    {
        Server.Answers["/feed"] = request =>
            request.Headers.ContainsKey("If-None-Match") ? Status("304 Not Modified") : Ok(Feed("First"), "ETag: \"1\"");
        await Host.PullAsync();
        await Host.SettleAsync();
        var changes = Host.Services.GetRequiredService<Syndication.Storage.StoreChanges>();
        var content = changes.ContentGeneration;
        Host.Commits.Reset();

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal((2, 0), (Host.Commits.Count, changes.ContentGeneration - content));
    }

    [Fact]
    public async Task Where_the_guard_lets_nothing_through_nothing_is_asked_and_that_is_said()
    {
        await using var inside = new SourceServer("127.0.0.9");
        await using var guarded = new SourceHost();
        guarded.Settings["Outbound:AllowedNetworks:0"] = "127.0.0.1";
        guarded.AddSource("inside", inside.At("/feed"));
        guarded.AddSource("redirected", Server.At("/out"));
        Server.Answers["/out"] = _ => Status("301 Moved Permanently", "", "Location: " + inside.At("/feed"));
        await guarded.PullAsync();

        Assert.Equal(0, inside.Connections);
        Assert.Equal(SourceOutcome.Refused, (await guarded.ViewAsync("inside")).Outcome);
        var redirected = await guarded.ViewAsync("redirected");
        Assert.Equal((SourceOutcome.Refused, Server.At("/out")), (redirected.Outcome!.Value, redirected.Address));
    }
}
