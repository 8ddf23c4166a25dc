using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>What comes of a source, from its server to the store.</summary>
public sealed class SourcePullTests : SourceTest
{
    [Fact]
    public async Task The_first_pull_is_an_archive_and_what_comes_later_is_news()
    {
        await Host.PullAsync();
        Server.Serve("/feed", "Third", "First", "Second");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(
            new Dictionary<string, bool>
            {
                ["First"] = false,
                ["Second"] = false,
                ["Third"] = true,
            },
            await Host.AnnouncedAsync()
        );
        Assert.All(await Host.ArticlesAsync(), row => Assert.Equal("gear", row.Section.Value));
    }

    [Fact]
    public async Task An_empty_first_pull_was_the_first_pull()
    {
        Server.Serve("/feed");
        await Host.PullAsync();
        Server.Serve("/feed", "Now it begins");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.True((await Host.AnnouncedAsync())["Now it begins"]);
    }

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("false", false, false)]
    public async Task The_operators_word_on_announcing_goes_first(string announce, bool first, bool later)
    {
        Host.Settings["Ingest:Sources:0:Announce"] = announce;
        Server.Serve("/feed", "First");
        await Host.PullAsync();
        Server.Serve("/feed", "Later", "First");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var announced = await Host.AnnouncedAsync();
        Assert.Equal((first, later), (announced["First"], announced["Later"]));
    }

    [Fact]
    public async Task What_is_much_older_than_the_last_look_and_comes_only_now_is_no_news()
    {
        await Host.PullAsync();
        var now = Host.Clock.GetUtcNow();
        Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), Item("Brought back", now.AddYears(-2)), Item("Fresh", now)));
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var announced = await Host.AnnouncedAsync();
        Assert.Equal((false, true), (announced["Brought back"], announced["Fresh"]));
    }

    [Fact]
    public async Task Pieces_are_stored_in_the_order_in_which_they_appeared()
    {
        Server.Serve("/feed", "Newest", "Middle", "Oldest");

        await Host.PullAsync();

        Assert.Equal(["Oldest", "Middle", "Newest"], await Host.InSequenceAsync());
    }

    [Fact]
    public async Task A_refused_piece_is_listed_with_its_field_and_stops_no_other()
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                Document(
                    new FeedTerms(),
                    Item("Good"),
                    new SourceItem
                    {
                        Id = "id:bad",
                        Title = new string('x', 600),
                        ContentHtml = "<p>Text.</p>",
                    },
                    new SourceItem { Id = "id:empty" },
                    Item("Good too")
                )
            );

        await Host.PullAsync();

        var report = (await Host.ViewAsync("feed")).LastDocument!;
        Assert.Equal((4, 2, 2), (report.Items, report.New, report.Refused));
        Assert.Equal(["id:bad", "id:empty"], report.Refusals.Select(refused => refused.Item));
        Assert.StartsWith("title: ", report.Refusals[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_piece_can_do_without_is_left_out_and_said()
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                Document(
                    new FeedTerms(),
                    Item("Has it all wrong") with
                    {
                        Url = "javascript:alert(1)",
                        Language = "klingonisch!",
                        Summary = new string('s', 3000),
                        Image = new SourceImage("not an address"),
                        Enclosures = [new SourceEnclosure("http://files.example/a.mp3", "sound", 7), new("nowhere", "audio/mpeg", 7)],
                        Tags = [.. Enumerable.Range(0, 80).Select(number => "tag" + number)],
                        Authors = [new SourceAuthor { Name = "Ann Author" }, new SourceAuthor { Role = "nobody" }],
                    }
                )
            );

        await Host.PullAsync();

        var row = Assert.Single(await Host.ArticlesAsync());
        Assert.Null(row.Url);
        Assert.Null(row.Image);
        Assert.Empty(row.Enclosures);
        var mended = (await Host.ViewAsync("feed")).LastDocument!.Mended;
        foreach (var field in new[] { "url", "language", "summary", "image", "enclosures", "tags", "authors" })
            Assert.Contains(mended, line => line.StartsWith("left out " + field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_note_without_a_headline_and_a_headline_without_a_text_are_taken()
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                Document(
                    new FeedTerms(),
                    new SourceItem { Id = "1", ContentHtml = "<p>Fog over the harbour this morning; ferries wait.</p>" },
                    new SourceItem { Id = "2", Title = "Ferries sail again" }
                )
            );

        await Host.PullAsync();

        Assert.Equal(["Ferries sail again", "Fog over the harbour this morning; ferries wait."], await Host.InSequenceAsync());
    }

    [Fact]
    public async Task A_date_to_come_in_a_public_feed_is_no_embargo()
    {
        Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), Item("From tomorrow", Host.Clock.GetUtcNow().AddHours(14))));

        await Host.PullAsync();

        Assert.Equal(ArticleState.Visible, Assert.Single(await Host.ArticlesAsync()).State);
    }

    [Fact]
    public async Task Other_sections_that_exist_are_kept_beside_the_operators()
    {
        Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), Item("Two places") with { Sections = ["Boats", "Nowhere"] }));

        await Host.PullAsync();

        var article = Assert.Single(await Host.ArticlesAsync());
        Assert.Equal("gear", article.Section.Value);
        Assert.Equal(0, (await Host.ViewAsync("feed")).LastDocument!.Refused);
        Assert.Equal(1, await Host.Articles.CountAsync(Syndication.Publication.Scope.Section(new("boats")), CancellationToken.None));
    }

    [Fact]
    public async Task What_the_source_takes_back_is_withdrawn_and_a_changed_piece_is_a_revision()
    {
        await Host.PullAsync();
        Server.Answers["/feed"] = _ =>
            Ok(Document(new FeedTerms(), Item("First|mended"), new SourceItem { Id = "id:Second", IsWithdrawn = true }));
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        var rows = (await Host.ArticlesAsync()).ToDictionary(row => row.Title);
        Assert.Equal((2, ArticleState.Visible), (rows["First"].Revision, rows["First"].State));
        Assert.Equal(ArticleState.Withdrawn, rows["Second"].State);
        var report = (await Host.ViewAsync("feed")).LastDocument!;
        Assert.Equal((0, 1, 1), (report.New, report.Revised, report.Withdrawn));
    }

    [Fact]
    public async Task What_comes_again_word_for_word_is_not_even_written()
    {
        await Host.PullAsync();
        Server.Answers["/feed"] = _ => Ok(Feed("First", "Second") + " ");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, Host.Readings);
        var report = (await Host.ViewAsync("feed")).LastDocument!;
        Assert.Equal((0, 0, 2), (report.New, report.Revised, report.Unchanged));
        Assert.All(await Host.ArticlesAsync(), row => Assert.Equal(1, row.Revision));
    }

    [Fact]
    public async Task A_section_that_is_missing_refuses_everything_until_it_is_there()
    {
        Host.Settings["Ingest:Sources:0:Section"] = "later";
        await Host.PullAsync();
        Assert.Equal(2, (await Host.ViewAsync("feed")).LastDocument!.Refused);
        await Host.AddSectionAsync("later", "Later");
        Server.Answers["/feed"] = _ => Ok(Feed("First", "Second") + " ");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, (await Host.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task What_was_refused_before_its_section_was_there_is_an_archive_once_it_is_though_the_feed_did_not_change()
    {
        Host.Settings["Ingest:Sources:0:Section"] = "later";
        var feed = Feed("First", "Second");
        Server.Answers["/feed"] = request =>
            request.Headers.ContainsKey("If-None-Match") ? Status("304 Not Modified") : Ok(feed, "ETag: \"1\"");
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(1));
        await Host.AddSectionAsync("later", "Later");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(new Dictionary<string, bool> { ["First"] = false, ["Second"] = false }, await Host.AnnouncedAsync());
        await Host.PullAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal("\"1\"", Server.Requests[^1].Headers["If-None-Match"]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Packed_documents_are_asked_for_and_read(string coding)
    {
        Server.Answers["/feed"] = _ => Packed(Pack(Feed("Packed"), coding), coding, "Content-Type: application/json");

        await Host.PullAsync();

        Assert.Equal("Packed", Assert.Single(await Host.ArticlesAsync()).Title);
        Assert.Equal("gzip, deflate, br", Server.Requests[0].Headers["Accept-Encoding"]);
        Assert.StartsWith("application/atom+xml, application/rss+xml", Server.Requests[0].Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_all_and_stores_nothing()
    {
        await Host.BeginAsync();
        var source = Host.Services.GetRequiredService<SourceList>().FindBy("feed")!;

        var pulled = await Host.Services.GetRequiredService<SourceDesk>().TryAsync(source, CancellationToken.None);

        Assert.Equal((2, 0), (pulled.Report!.New, pulled.Report.Refused));
        Assert.Empty(await Host.ArticlesAsync());
        Assert.Equal("waiting", (await Host.ViewAsync("feed")).State);
    }

    [Fact]
    public async Task Neither_addresses_nor_headlines_are_logged()
    {
        Server.Serve("/feed", "Secret plan");
        await Host.PullAsync();

        Assert.Contains("2201 Source 1: 1 new", Host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/feed", Host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret plan", Host.Log.Text, StringComparison.Ordinal);
    }

    private static byte[] Pack(string text, string coding)
    {
        using var packed = new MemoryStream();
        using (
            Stream packer =
                coding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                : coding == "gzip" ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                : new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        )
            packer.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
