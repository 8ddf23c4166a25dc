using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Watching;
using Syndication.Storage.Postgres;
using Syndication.Storage.Sqlite;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Watching;

/// <summary>The watched folder through the whole host: files as editors, systems and network shares leave them.</summary>
public sealed class WatchedFolderTests : IAsyncLifetime, IDisposable
{
    private const string Long =
        "The kettle stands on the stove in the long kitchen of the old depot and boils water for forty people every single morning, while "
        + "the clerk counts cups and spoons and plates and writes down who came late and who never came at all because of the snow.";

    private readonly FolderHost host = new();
    private readonly string elsewhere = Directory.CreateTempSubdirectory("watched-elsewhere-").FullName;

    private string Folder => Path.Combine(host.DataFolder, "drop");

    public async Task InitializeAsync()
    {
        await host.AddSectionAsync("gear", "Gear");
        await host.AddSectionAsync("benefits", "Benefits");
        Directory.CreateDirectory(Folder);
        await LookAsync();
    }

    [Fact]
    public async Task A_file_that_is_moved_in_whole_is_taken_at_once()
    {
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.");

        await LookAsync();

        var article = Assert.Single(await ArticlesAsync());
        Assert.Equal(("The kettle", "gear", true), (article.Title, article.Section.Value, article.Announce));
    }

    [Fact]
    public async Task A_slow_writers_file_is_read_when_it_stands_still_and_never_half()
    {
        var path = Path.Combine(Folder, "kettle.md");
        for (var part = 0; part < 5; part++)
        {
            await File.AppendAllTextAsync(path, part == 0 ? "---\ntitle: The kettle\nsection: gear\n---\nPart 0." : $" Part {part}.");
            File.SetLastWriteTimeUtc(path, host.Clock.GetUtcNow().UtcDateTime);
            Assert.True(await LookAsync());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(await ArticlesAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await LookAsync());

        Assert.Contains("Part 4.", Assert.Single(await ArticlesAsync()).BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_from_a_clock_that_is_ahead_is_read_when_we_saw_it_stand_still()
    {
        Put("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", host.Clock.GetUtcNow().AddHours(3));

        Assert.True(await LookAsync());
        Assert.Empty(await ArticlesAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await LookAsync();

        Assert.Single(await ArticlesAsync());
    }

    [Fact]
    public async Task Json_that_does_not_end_waits_longer_and_then_is_refused_until_it_changes()
    {
        const string Whole = """{"id":"n-1","section":"gear","title":"The kettle","bodyHtml":"<p>It boils.</p>"}""";
        Put("n-1.json", Whole[..40], host.Clock.GetUtcNow());
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await LookAsync());
        Assert.Empty(await RefusedAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        await LookAsync();
        Assert.Single(await RefusedAsync());

        MoveIn("n-1.json", Whole);
        await LookAsync();

        Assert.Empty(await RefusedAsync());
        Assert.Equal("The kettle", Assert.Single(await ArticlesAsync()).Title);
    }

    [Theory]
    [InlineData(
        "kettle.html",
        "<!DOCTYPE html>\n<html lang=en><head><title>The kettle</title></head><body><article><p>It boils",
        ".</p></article></body></html>\n<!-- cached -->"
    )]
    [InlineData("kettle.md", "---\ntitle: The kettle\nsection: gear\n", "---\nIt boils.")]
    public async Task A_page_and_front_matter_that_do_not_end_wait_longer_than_those_that_do(string name, string start, string rest)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "gear"));
        Put("gear/" + name, start, host.Clock.GetUtcNow());
        await LookAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.True(await LookAsync());
        Assert.Empty(await ArticlesAsync());
        Assert.Empty(await RefusedAsync());

        Put("gear/" + name, start + rest, host.Clock.GetUtcNow());
        Assert.True(await LookAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(await LookAsync());

        Assert.Contains("It boils.", Assert.Single(await ArticlesAsync()).BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_never_ends_is_read_in_the_end()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "gear"));
        Put("gear/kettle.html", "<html lang=en><title>The kettle</title><article><p>It boils.", host.Clock.GetUtcNow());
        await LookAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(21));

        Assert.False(await LookAsync());

        Assert.Equal("The kettle", Assert.Single(await ArticlesAsync()).Title);
    }

    [Fact]
    public async Task What_of_a_file_has_no_place_in_an_article_is_listed()
    {
        MoveIn("n-1.json", """{"id":"n-1","section":"gear","title":"The kettle","bodyHtml":"<p>It boils.</p>","mood":"blue"}""");
        MoveIn("gear/plain.md", "---\ntitle: The pot\n---\nIt does not.");

        await LookAsync();

        Assert.Empty(await RefusedAsync());
        var noted = Assert.Single(await ListAsync("noted"));
        Assert.Equal("n-1.json", noted.GetProperty("file").GetString());
        Assert.Equal(["has no place in an article: mood"], noted.GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
    }

    [Fact]
    public async Task Of_many_notes_the_first_are_listed_and_how_many_more_there_are()
    {
        var items = Enumerable
            .Range(0, 50)
            .Select(number =>
                $$"""{"section":"gear","title":"Piece {{number}}","bodyText":"Text {{number}}.","field{{Math.Min(number, 24)}}":1}"""
            );
        MoveIn("many.json", $"[{string.Join(',', items)}]");

        await LookAsync();

        var notes = Assert.Single(await ListAsync("noted")).GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ToList();
        Assert.Equal((21, "and 5 more"), (notes.Count, notes[^1]));
    }

    [Fact]
    public async Task What_is_named_as_unfinished_or_hidden_is_passed_over()
    {
        string[] names = [".kettle.md", "kettle.md~", "~$kettle.md", "kettle.md.tmp", "kettle.md.part", "kettle.docx", ".git/kettle.md"];
        foreach (var name in names)
            MoveIn(name, "---\ntitle: The kettle\nsection: gear\n---\nIt boils.");

        await LookAsync();

        Assert.Empty(await ArticlesAsync());
        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public async Task Each_kind_of_file_becomes_an_article_and_a_subfolder_may_name_the_section()
    {
        MoveIn(
            "gear/one.html",
            "<html><head><title>One</title></head><body><article><h1>One</h1><p>Text of one.</p></article></body></html>"
        );
        MoveIn("benefits/two.txt", "Two ways to ask for leave\n\nThe first way is to ask.\n\nThe second is to ask again.");
        MoveIn(
            "three.json",
            """[{"id":"n-3","section":"gear","title":"Three","bodyMarkdown":"*three*"},{"id":"n-4","section":"gear","title":"Four","bodyText":"four"}]"""
        );
        MoveIn("benefits/five.md", "---\ntitle: Five\nsection: Gear\n---\nIts own word comes first.");

        await LookAsync();

        Assert.Empty(await RefusedAsync());
        Assert.Equal(
            ["Five gear", "Four gear", "One gear", "Three gear", "Two ways to ask for leave benefits"],
            (await ArticlesAsync()).Select(article => $"{article.Title} {article.Section.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_newsrooms_id_in_a_file_is_the_same_article_as_by_the_API()
    {
        using var newsroom = host.CreateNewsroom();
        await newsroom.PostAsJsonAsync(
            "/api/v1/articles",
            new
            {
                id = "n-1",
                section = "gear",
                title = "Before",
                bodyHtml = "<p>a</p>",
            }
        );
        MoveIn("n-1.json", """{"id":"n-1","section":"gear","title":"After","bodyHtml":"<p>b</p>"}""");

        await LookAsync();

        Assert.Equal("After", Assert.Single(await ArticlesAsync()).Title);
    }

    [Fact]
    public async Task A_file_that_changed_is_a_new_revision_and_one_that_was_only_touched_is_not()
    {
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.");
        await LookAsync();
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "kettle.md"), host.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
        await LookAsync();
        Assert.Equal(1, Assert.Single(await ArticlesAsync()).Revision);

        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils, and it whistles.");
        await LookAsync();

        Assert.Equal(2, Assert.Single(await ArticlesAsync()).Revision);
    }

    [Fact]
    public async Task What_lay_there_when_the_folder_was_first_read_is_an_archive_and_what_comes_later_is_news()
    {
        using var fresh = new FolderHost();
        await fresh.AddSectionAsync("gear", "Gear");
        MoveIn("old.md", "---\ntitle: Old\nsection: gear\n---\nOld.", Path.Combine(fresh.DataFolder, "drop"));
        await LookAsync(fresh);
        MoveIn("new.md", "---\ntitle: New\nsection: gear\n---\nNew.", Path.Combine(fresh.DataFolder, "drop"));
        await LookAsync(fresh);

        var articles = await ArticlesAsync(fresh);

        Assert.Equal([("New", true), ("Old", false)], articles.Select(article => (article.Title, article.Announce)).Order());
    }

    [Fact]
    public async Task A_refused_file_is_listed_with_its_reason_stays_where_it_is_and_is_read_again_when_it_changes()
    {
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gaer\n---\nIt boils.");
        await LookAsync();
        await LookAsync();

        var refused = Assert.Single(await RefusedAsync());
        Assert.Equal("kettle.md", refused.GetProperty("file").GetString());
        Assert.Contains("no such section", refused.GetProperty("faults")[0].GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Folder, "kettle.md")));

        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils well.");
        await LookAsync();
        Assert.Empty(await RefusedAsync());
        Assert.Single(await ArticlesAsync());
    }

    [Fact]
    public async Task A_file_whose_section_was_not_there_is_read_when_it_is()
    {
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: tea\n---\nIt boils.");
        await LookAsync();
        Assert.Single(await RefusedAsync());

        await host.AddSectionAsync("tea", "Tea");
        await LookAsync();

        Assert.Empty(await RefusedAsync());
        Assert.Equal("tea", Assert.Single(await ArticlesAsync()).Section.Value);
    }

    [Fact]
    public async Task A_deleted_file_withdraws_nothing_unless_that_is_asked_for()
    {
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.");
        await LookAsync();
        File.Delete(Path.Combine(Folder, "kettle.md"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();

        Assert.Equal(ArticleState.Visible, Assert.Single(await ArticlesAsync()).State);
    }

    [Fact]
    public async Task With_Withdraw_a_deleted_file_takes_its_article_along_and_brings_it_back_but_a_moved_one_does_not()
    {
        using var strict = new FolderHost();
        strict.Settings["Ingest:Folder:Withdraw"] = "true";
        await strict.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(strict.DataFolder, "drop");
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", drop);
        MoveIn("pot.md", "---\ntitle: The pot\nsection: gear\n---\nIt does not.", drop);
        await LookAsync(strict);

        Directory.CreateDirectory(Path.Combine(drop, "gear"));
        File.Move(Path.Combine(drop, "pot.md"), Path.Combine(drop, "gear/pot.md"));
        File.Delete(Path.Combine(drop, "kettle.md"));
        await LookAsync(strict);
        Assert.All(await ArticlesAsync(strict), article => Assert.Equal(ArticleState.Visible, article.State));
        strict.Clock.Advance(TimeSpan.FromSeconds(3));
        await LookAsync(strict);
        Assert.Equal(
            [("The kettle", ArticleState.Withdrawn), ("The pot", ArticleState.Visible)],
            (await ArticlesAsync(strict)).Select(article => (article.Title, article.State)).Order()
        );

        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", drop);
        await LookAsync(strict);
        Assert.All(await ArticlesAsync(strict), article => Assert.Equal(ArticleState.Visible, article.State));
    }

    [Fact]
    public async Task A_folder_that_is_suddenly_empty_may_not_be_mounted_and_withdraws_nothing()
    {
        using var strict = new FolderHost();
        strict.Settings["Ingest:Folder:Withdraw"] = "true";
        await strict.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(strict.DataFolder, "drop");
        MoveIn("one.md", "---\ntitle: One\nsection: gear\n---\nOne.", drop);
        MoveIn("two.md", "---\ntitle: Two\nsection: gear\n---\nTwo.", drop);
        await LookAsync(strict);

        Directory.Move(drop, drop + "-unmounted");
        await LookAsync(strict);
        strict.Clock.Advance(TimeSpan.FromHours(1));
        await LookAsync(strict);

        Assert.All(await ArticlesAsync(strict), article => Assert.Equal(ArticleState.Visible, article.State));
    }

    [Fact]
    public async Task With_Done_what_was_read_is_moved_there_and_a_name_that_comes_again_is_another_article()
    {
        using var tidy = new FolderHost();
        tidy.Settings["Ingest:Folder:Done"] = "done";
        await tidy.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(tidy.DataFolder, "drop");
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", drop);
        MoveIn("bad.md", "---\ntitle: Bad\nsection: nowhere\n---\nBad.", drop);
        await LookAsync(tidy);
        MoveIn("kettle.md", "---\ntitle: Spoons\nsection: gear\n---\nThere are twelve, and none is missing today.", drop);
        tidy.Commits.Reset(failing: 1);
        await LookAsync(tidy);
        Assert.Single(await ArticlesAsync(tidy));
        tidy.Commits.Reset();
        await LookAsync(tidy);
        // As after a death between the commit and the move.
        File.Move(Path.Combine(drop, "done", "kettle.2.md"), Path.Combine(drop, "kettle.md"));
        await LookAsync(tidy);

        Assert.Equal(["bad.md"], Directory.GetFiles(drop).Select(Path.GetFileName));
        Assert.Equal(
            ["kettle.2.md", "kettle.md"],
            Directory.GetFiles(Path.Combine(drop, "done")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [("Spoons", 1), ("The kettle", 1)],
            (await ArticlesAsync(tidy)).Select(article => (article.Title, article.Revision)).Order()
        );
    }

    [Fact]
    public async Task With_Done_a_file_that_is_replaced_while_it_is_read_is_not_put_away_before_it_was_read()
    {
        using var tidy = new FolderHost();
        tidy.Settings["Ingest:Folder:Done"] = "done";
        await tidy.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(tidy.DataFolder, "drop");
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", drop);
        tidy.Commits.Meanwhile = () =>
        {
            tidy.Commits.Meanwhile = null;
            MoveIn("kettle.md", "---\ntitle: Spoons\nsection: gear\n---\nThere are twelve, and none is missing today.", drop);
        };

        await LookAsync(tidy);

        Assert.True(File.Exists(Path.Combine(drop, "kettle.md")));
        Assert.False(Directory.Exists(Path.Combine(drop, "done")));
        await LookAsync(tidy);
        Assert.Equal(["Spoons", "The kettle"], (await ArticlesAsync(tidy)).Select(article => article.Title).Order(StringComparer.Ordinal));
        Assert.Contains("Spoons", await File.ReadAllTextAsync(Path.Combine(drop, "done", "kettle.md")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(drop));
    }

    [Fact]
    public async Task With_Done_another_file_of_the_same_length_and_date_is_read_as_well()
    {
        using var tidy = new FolderHost();
        tidy.Settings["Ingest:Folder:Done"] = "done";
        await tidy.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(tidy.DataFolder, "drop");
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", drop);
        tidy.Commits.Meanwhile = () =>
        {
            tidy.Commits.Meanwhile = null;
            MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt cools.", drop);
        };
        await LookAsync(tidy);

        await LookAsync(tidy);

        Assert.Contains("It cools.", Assert.Single(await ArticlesAsync(tidy)).BodyHtml, StringComparison.Ordinal);
        Assert.Contains("It cools.", await File.ReadAllTextAsync(Path.Combine(drop, "done", "kettle.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_Done_a_file_that_cannot_be_moved_stays_and_keeps_no_other_back()
    {
        using var tidy = new FolderHost();
        tidy.Settings["Ingest:Folder:Done"] = "done";
        await tidy.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(tidy.DataFolder, "drop");
        var taken = Directory.CreateDirectory(Path.Combine(drop, "done", "a.md"));
        MoveIn("a.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.", drop);
        MoveIn("b.md", "---\ntitle: Spoons\nsection: gear\n---\nThere are twelve, and none is missing today.", drop);

        await LookAsync(tidy);

        Assert.Equal(["a.md"], Directory.GetFiles(drop).Select(Path.GetFileName));
        Assert.Equal(["b.md"], Directory.GetFiles(Path.Combine(drop, "done")).Select(Path.GetFileName));
        taken.Delete();
        await LookAsync(tidy);
        Assert.True(File.Exists(Path.Combine(drop, "a.md")));
        tidy.Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(tidy);
        Assert.Empty(Directory.GetFiles(drop));
        Assert.Equal(
            ["a.md", "b.md"],
            Directory.GetFiles(Path.Combine(drop, "done")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task With_Done_what_a_process_that_died_was_moving_is_put_back_and_read()
    {
        using var tidy = new FolderHost();
        tidy.Settings["Ingest:Folder:Done"] = "done";
        await tidy.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(tidy.DataFolder, "drop");
        MoveIn($"gear/{DoneFiles.Aside}/kettle.md", "---\ntitle: The kettle\n---\nIt boils.", drop);
        MoveIn("gear/kettle.md", "---\ntitle: The pot\n---\nIt does not, whatever one tries.", drop);

        await LookAsync(tidy);

        Assert.Equal(["The kettle", "The pot"], (await ArticlesAsync(tidy)).Select(article => article.Title).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["kettle.2.md", "kettle.md"],
            Directory.GetFiles(Path.Combine(drop, "done", "gear")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(drop, "gear")));
    }

    [Fact]
    public async Task A_file_that_reading_breaks_on_is_tried_again_then_refused_and_keeps_none_of_the_others()
    {
        await host.RefusePoisonAsync();
        MoveIn("a-poison.md", "---\ntitle: The pot\nsection: gear\n---\nIt does not boil.");
        MoveIn("b.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.");

        Assert.True(await LookAsync());

        Assert.Equal("The kettle", Assert.Single(await ArticlesAsync()).Title);
        Assert.Empty(await RefusedAsync());
        await LookAsync();
        Assert.False(await LookAsync());
        var refused = Assert.Single(await RefusedAsync());
        Assert.Equal("a-poison.md", refused.GetProperty("file").GetString());
        Assert.Contains("it broke off", refused.GetProperty("faults")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_keeps_nothing_from_being_news()
    {
        using var fresh = new FolderHost();
        await fresh.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(fresh.DataFolder, "drop");
        MoveIn("empty.md", "", drop);
        MoveIn("old.md", "---\ntitle: Old\nsection: gear\n---\nOld.", drop);
        Assert.False(await LookAsync(fresh));
        using var again = new FolderHost();
        again.RestartOf(fresh);
        again.Settings["Ingest:Folder:Path"] = drop;
        MoveIn("new.md", "---\ntitle: New\nsection: gear\n---\nNew.", drop);

        await LookAsync(again);

        Assert.Equal([("New", true), ("Old", false)], (await ArticlesAsync(again)).Select(found => (found.Title, found.Announce)).Order());
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_reported_in_the_end_and_read_when_it_can()
    {
        using var fresh = new FolderHost();
        await fresh.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(fresh.DataFolder, "drop");
        MoveIn("held.md", "---\ntitle: Held\nsection: gear\n---\nHeld.", drop);
        var store = fresh.Services.GetRequiredService<WatchedFileStore>();
        using (new FileStream(Path.Combine(drop, "held.md"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.True(await LookAsync(fresh));
            MoveIn("new.md", "---\ntitle: New\nsection: gear\n---\nNew.", drop);
            await LookAsync(fresh);
            Assert.True(Assert.Single(await ArticlesAsync(fresh)).Announce);
            Assert.Empty(await store.RefusedAsync(10, CancellationToken.None));
            fresh.Clock.Advance(TimeSpan.FromSeconds(21));
            await LookAsync(fresh);
            Assert.False(await LookAsync(fresh));
            Assert.Contains(
                "cannot be opened",
                Assert.Single(await store.RefusedAsync(10, CancellationToken.None)).Faults,
                StringComparison.Ordinal
            );
        }

        await LookAsync(fresh);

        Assert.Equal(2, (await ArticlesAsync(fresh)).Count);
        Assert.Empty(await store.RefusedAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task A_deleted_file_takes_nothing_down_that_another_source_gives_and_does_not_bring_it_back_either()
    {
        using var strict = new FolderHost();
        strict.Settings["Ingest:Folder:Withdraw"] = "true";
        await strict.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(strict.DataFolder, "drop");
        using var newsroom = strict.CreateNewsroom();
        var own = new
        {
            id = "n-1",
            section = "gear",
            title = "The kettle of the depot",
            bodyHtml = $"<p>{Long}</p>",
        };
        await newsroom.PostAsJsonAsync("/api/v1/articles", own);
        MoveIn("kettle.md", $"---\ntitle: The kettle of the depot\nsection: gear\n---\n{Long}", drop);
        await LookAsync(strict);
        File.Delete(Path.Combine(drop, "kettle.md"));
        await LookAsync(strict);
        strict.Clock.Advance(TimeSpan.FromSeconds(3));
        await LookAsync(strict);
        Assert.Equal(ArticleState.Visible, Assert.Single(await ArticlesAsync(strict)).State);

        await newsroom.DeleteAsync("/api/v1/articles/n-1");
        MoveIn("kettle.md", $"---\ntitle: The kettle of the depot\nsection: gear\n---\n{Long}", drop);
        await LookAsync(strict);

        Assert.Equal(ArticleState.Withdrawn, Assert.Single(await ArticlesAsync(strict)).State);
    }

    [Fact]
    public async Task A_file_that_is_back_does_not_bring_back_what_the_newsroom_took_over_and_withdrew()
    {
        using var strict = new FolderHost();
        strict.Settings["Ingest:Folder:Withdraw"] = "true";
        await strict.AddSectionAsync("gear", "Gear");
        var drop = Path.Combine(strict.DataFolder, "drop");
        using var newsroom = strict.CreateNewsroom();
        MoveIn("kettle.md", $"---\ntitle: The kettle of the depot\nsection: gear\n---\n{Long}", drop);
        await LookAsync(strict);
        var own = new
        {
            id = "n-1",
            section = "gear",
            title = "The kettle of the depot",
            bodyHtml = $"<p>{Long}</p>",
        };
        File.Delete(Path.Combine(drop, "kettle.md"));
        await LookAsync(strict);
        strict.Clock.Advance(TimeSpan.FromSeconds(3));
        await LookAsync(strict);
        Assert.Equal(ArticleState.Withdrawn, Assert.Single(await ArticlesAsync(strict)).State);
        await newsroom.PostAsJsonAsync("/api/v1/articles", own);
        Assert.Equal(ArticleState.Visible, Assert.Single(await ArticlesAsync(strict)).State);
        await newsroom.DeleteAsync("/api/v1/articles/n-1");

        MoveIn("kettle.md", $"---\ntitle: The kettle of the depot\nsection: gear\n---\n{Long}", drop);
        await LookAsync(strict);

        Assert.Equal(ArticleState.Withdrawn, Assert.Single(await ArticlesAsync(strict)).State);
    }

    [Fact]
    public async Task After_a_restart_no_file_is_read_again()
    {
        MoveIn("kettle.md", "---\ntitle: The kettle\nsection: gear\n---\nIt boils.");
        await LookAsync();
        using var again = new FolderHost();
        again.RestartOf(host);
        again.Settings["Ingest:Folder:Path"] = Folder;

        again.Services.GetRequiredService<FolderJobs>();
        again.Commits.Reset();

        await LookAsync(again);

        Assert.Equal(0, again.Commits.Count);
    }

    [Fact]
    public async Task Whoever_dies_in_the_middle_of_a_long_file_reads_it_again_and_doubles_nothing()
    {
        var items = Enumerable
            .Range(0, 50)
            .Select(number => new
            {
                section = "gear",
                title = $"Piece {number}",
                bodyText = $"Text {number}.",
            });
        MoveIn("many.json", JsonSerializer.Serialize(items));
        host.Commits.Reset(failing: 2);
        Assert.True(await LookAsync());
        Assert.Equal(20, (await ArticlesAsync()).Count);

        host.Commits.Reset();
        await LookAsync();

        Assert.Equal(50, (await ArticlesAsync()).Count);
        Assert.All(await ArticlesAsync(), article => Assert.Equal((1, false), (article.Revision, article.Announce)));
    }

    [Fact]
    public async Task The_note_at_the_end_of_a_text_goes_to_its_section_and_is_not_lost()
    {
        MoveIn("gear/heater.txt", await File.ReadAllTextAsync(Path.Combine(Golden.Folder, "ingest", "text", "ration-heater.txt")));

        await LookAsync();

        using var newsroom = host.CreateNewsroom();
        var section = await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/sections/gear");
        Assert.StartsWith("Gear is where", section.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_path_nothing_is_watched()
    {
        using var plain = new NewsroomHost();
        using var newsroom = plain.CreateNewsroom();

        var view = await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/folder");

        Assert.False(view.GetProperty("watched").GetBoolean());
        Assert.Equal(HttpStatusCode.Unauthorized, (await plain.CreateClient().GetAsync("/api/v1/folder")).StatusCode);
    }

    [Fact]
    public void Each_fault_of_the_settings_is_a_line()
    {
        var options = new FolderOptions
        {
            SettleAfter = TimeSpan.FromHours(1),
            PollEvery = TimeSpan.Zero,
            Section = "No Slug",
            Withdraw = true,
            Done = "done",
        };

        Assert.Equal(4, new FolderOptionsValidator().Validate(null, options).Failures!.Count());
        Assert.True(new FolderOptionsValidator().Validate(null, new FolderOptions()).Succeeded);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(elsewhere, recursive: true);
    }

    private Task<bool> LookAsync(FolderHost? of = null) =>
        (of ?? host).Services.GetRequiredService<FolderJobs>().LookAsync(CancellationToken.None);

    private async Task<IReadOnlyList<Article>> ArticlesAsync(FolderHost? of = null)
    {
        var ids = await (of ?? host).Database.ReadAsync(
            (db, ct) => db.Set<ArticleSource>().Select(source => source.Article).Distinct().ToListAsync(ct),
            CancellationToken.None
        );
        return await (of ?? host).Articles.FindAsync(ids, CancellationToken.None);
    }

    private Task<List<JsonElement>> RefusedAsync() => ListAsync("refused");

    private async Task<List<JsonElement>> ListAsync(string which)
    {
        using var newsroom = host.CreateNewsroom();
        return [.. (await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/folder")).GetProperty(which).EnumerateArray()];
    }

    /// <summary>Written elsewhere a while ago, then renamed into the folder.</summary>
    private void MoveIn(string name, string text, string? folder = null)
    {
        var source = Path.Combine(elsewhere, Guid.NewGuid().ToString("N"));
        File.WriteAllText(source, text);
        File.SetLastWriteTimeUtc(source, host.Clock.GetUtcNow().UtcDateTime.AddMinutes(-5));
        var target = Path.Combine(folder ?? Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(source, target, overwrite: true);
    }

    private void Put(string name, string text, DateTimeOffset writtenAt)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, writtenAt.UtcDateTime);
    }

    /// <summary>A host with a watched folder that can be made to die at a commit.</summary>
    private sealed class FolderHost : NewsroomHost
    {
        public FolderHost() => Settings["Ingest:Folder:Path"] = "drop";

        public FaultyCommits Commits { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.ConfigureDbContext<SqlitePublicationDb>(options => options.AddInterceptors(Commits));
                services.ConfigureDbContext<PostgresPublicationDb>(options => options.AddInterceptors(Commits));
            });
        }
    }
}
