using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Imports;
using Syndication.Tests.Ingest.Formats;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest;

public sealed class DocumentImporterTests : IAsyncLifetime, IDisposable
{
    private const int Posts = 130;
    private readonly NewsroomHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("document-import-").FullName;

    public async Task InitializeAsync()
    {
        await host.AddSectionAsync("harbour", "Harbour");
        await host.AddSectionAsync("notes", "Notes");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_archive_goes_into_its_own_sections_else_into_the_named_one_as_no_news()
    {
        var results = await ImportAsync(Sample("export.wxr.xml", SourceKinds.Wxr) with { Section = "notes" });

        Assert.Equal([ImportedOutcome.Created, ImportedOutcome.Created, ImportedOutcome.Created], Outcomes(results));
        var articles = await AllAsync();
        Assert.Equal(["A classic post & its paragraphs", "A draft", "Blocks"], articles.Select(article => article.Title));
        Assert.Equal(["harbour", "notes", "notes"], articles.Select(article => article.Section.Value));
        Assert.All(articles, article => Assert.False(article.Announce));
        Assert.Equal([ArticleState.Visible, ArticleState.Draft, ArticleState.Visible], articles.Select(article => article.State));
        Assert.Equal("https://notes.example/lead.jpg", articles[0].Image!.Url);
        Assert.Equal(new DateTimeOffset(2026, 2, 21, 7, 0, 0, TimeSpan.Zero), articles[0].PublishedAt);
        var noted = results[^1].Unmapped;
        Assert.Equal((1, 2, 1), (noted["page: no article"], noted["attachment: no article"], noted["post in the trash"]));
    }

    [Fact]
    public async Task A_piece_that_cannot_be_stored_is_refused_and_stops_no_other()
    {
        await host.Database.WriteAsync(
            (db, ct) =>
                db.Database.ExecuteSqlRawAsync(
                    "CREATE TRIGGER full BEFORE INSERT ON \"Articles\" WHEN NEW.\"Title\" = 'Blocks' BEGIN SELECT RAISE(ABORT, 'not this'); END",
                    ct
                ),
            CancellationToken.None
        );

        var results = await ImportAsync(Sample("export.wxr.xml", SourceKinds.Wxr) with { Section = "notes" });

        Assert.Equal(2, (await AllAsync()).Count);
        var refused = Assert.Single(results, result => result.Outcome is ImportedOutcome.Refused);
        Assert.Equal(
            ("item", "something that can be stored: the log says why it cannot"),
            (refused.Faults[0].Field, refused.Faults[0].Message)
        );
    }

    [Fact]
    public async Task What_was_imported_is_recognised_and_what_changed_is_a_revision()
    {
        var import = Sample("export.wxr.xml", SourceKinds.Wxr) with { Section = "notes" };
        await ImportAsync(import);

        var again = await ImportAsync(import);
        var changed = Path.Combine(folder, "changed.xml");
        await File.WriteAllTextAsync(
            changed,
            (await File.ReadAllTextAsync(import.Path)).Replace(
                "<title>Blocks</title>",
                "<title>Blocks, again</title>",
                StringComparison.Ordinal
            )
        );
        var later = await ImportAsync(import with { Path = changed });

        Assert.Equal([ImportedOutcome.Unchanged, ImportedOutcome.Unchanged, ImportedOutcome.Unchanged], Outcomes(again));
        Assert.Equal([ImportedOutcome.Unchanged, ImportedOutcome.Revised, ImportedOutcome.Unchanged], Outcomes(later));
        Assert.Equal(3, (await AllAsync()).Count);
    }

    [Fact]
    public async Task A_piece_without_a_section_of_ours_is_refused_by_name_and_the_others_are_stored()
    {
        var results = await ImportAsync(Sample("export.wxr.xml", SourceKinds.Wxr));

        Assert.Equal([ImportedOutcome.Created, ImportedOutcome.Refused, ImportedOutcome.Refused], Outcomes(results));
        var refused = results[1];
        Assert.Equal("https://notes.example/?p=11", refused.Id);
        Assert.Equal("section", Assert.Single(refused.Faults).Field);
        Assert.Contains("harbour, notes", refused.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_breaks_its_schema_is_refused_by_field_and_its_neighbours_are_stored()
    {
        var results = await ImportAsync(Sample("results.ans.json", SourceKinds.Ans) with { Section = "notes" });

        Assert.Equal([ImportedOutcome.Created, ImportedOutcome.Refused], Outcomes(results));
        Assert.Equal(("TWO", "taxonomy.tags[0]"), (results[1].Id, results[1].Faults[0].Field));
        Assert.Equal(ArticleState.Scheduled, Assert.Single(await AllAsync()).State);
        Assert.Equal(1, results[^1].Unmapped["gallery: no article"]);
    }

    [Fact]
    public async Task A_single_story_of_a_wire_is_news_and_a_folder_of_them_is_not()
    {
        await ImportAsync(Sample("story.ans.json", SourceKinds.Ans));
        File.Copy(Path.Combine(FormatSamples.Folder, "item1.ninjs.json"), Path.Combine(folder, "one.json"));
        await ImportAsync(new DocumentImport(SourceKinds.Ninjs, folder) { Section = "notes" });

        var articles = await AllAsync();

        Assert.Equal([false, true], articles.Select(article => article.Announce));
        Assert.Equal(
            ["Ferry finds a second captain", "The tide barrier closes for its first storm"],
            articles.Select(article => article.Title)
        );
    }

    [Fact]
    public async Task What_a_wire_takes_back_is_taken_back_here()
    {
        var path = Path.Combine(folder, "story.xml");
        var killed = await File.ReadAllTextAsync(Path.Combine(FormatSamples.Folder, "nitf-inside.newsml-g2.xml"));
        await File.WriteAllTextAsync(path, killed);
        var import = new DocumentImport(SourceKinds.NewsMl, path) { Section = "notes" };
        var never = await ImportAsync(import);
        await File.WriteAllTextAsync(path, killed.Replace("stat:canceled", "stat:usable", StringComparison.Ordinal));
        await ImportAsync(import);
        await File.WriteAllTextAsync(path, killed);

        var back = await ImportAsync(import);

        Assert.Equal([ImportedOutcome.PassedOver], Outcomes(never));
        Assert.Equal([ImportedOutcome.Withdrawn], Outcomes(back));
        Assert.Equal(ArticleState.Withdrawn, Assert.Single(await AllAsync()).State);
    }

    [Fact]
    public async Task What_a_wire_takes_back_and_the_newsroom_owns_stays()
    {
        const string Html = "<p>It was not so.</p>";
        var content = new ArticleDocument
        {
            Section = "notes",
            Title = "Killed",
            BodyHtml = Html,
            Url = "https://notes.example/killed",
        };
        await StoreAsync(ArticleSource.Api, "newsroom-1", content);
        await StoreAsync(SourceKinds.NewsMl, "urn:example:text:2", content);

        var back = await ImportAsync(Sample("nitf-inside.newsml-g2.xml", SourceKinds.NewsMl) with { Section = "notes" });

        Assert.Equal([ImportedOutcome.Unchanged], Outcomes(back));
        Assert.Equal(ArticleState.Visible, Assert.Single(await AllAsync()).State);
    }

    [Fact]
    public async Task The_same_id_of_two_sites_is_two_articles()
    {
        var (one, two) = (await WriteFeedAsync("one", "https://one.example/"), await WriteFeedAsync("two", "https://two.example/"));
        var (three, four) = (await WriteFeedAsync("three", home: null), await WriteFeedAsync("four", home: null));
        DocumentImport[] imports =
        [
            Feed(one),
            Feed(two),
            Feed(three) with
            {
                Site = new Uri("https://three.example/"),
            },
            Feed(four) with
            {
                Site = new Uri("https://four.example/"),
            },
        ];
        foreach (var import in imports)
            Assert.Equal([ImportedOutcome.Created], Outcomes(await ImportAsync(import)));

        Assert.Equal([ImportedOutcome.Unchanged], Outcomes(await ImportAsync(imports[0])));
        Assert.Equal(4, (await AllAsync()).Count);

        DocumentImport Feed(string path) => new(ImportKinds.Feed, path) { Section = "notes" };
    }

    [Fact]
    public async Task Pieces_without_an_id_are_known_by_what_they_say_wherever_they_stand()
    {
        var path = Path.Combine(folder, "nameless.xml");
        var import = new DocumentImport(ImportKinds.Feed, path) { Section = "notes" };
        await File.WriteAllTextAsync(path, Rss("<item><title>A</title><description>About ferries.</description></item>"));
        await ImportAsync(import);
        await File.WriteAllTextAsync(
            path,
            Rss(
                "<item><title>B</title><description>Of bridges and tides.</description></item><item><title>A</title><description>About ferries.</description></item>"
            )
        );

        var results = await ImportAsync(import);

        Assert.Equal([ImportedOutcome.Created, ImportedOutcome.Unchanged], Outcomes(results));
        Assert.Equal([("A", 1), ("B", 1)], (await AllAsync()).Select(article => (article.Title, article.Revision)));

        static string Rss(string items) => $"<rss version=\"2.0\"><channel>{items}</channel></rss>";
    }

    [Fact]
    public async Task An_id_of_any_length_is_kept_within_a_key_and_known_again()
    {
        var id = "urn:" + new string('ü', 5000);
        var path = Path.Combine(folder, "long.xml");
        await File.WriteAllTextAsync(
            path,
            $"<rss version=\"2.0\"><channel><item><guid>{id}</guid><title>Long</title><description>Text</description></item></channel></rss>"
        );
        var import = new DocumentImport(ImportKinds.Feed, path) { Section = "notes" };

        await ImportAsync(import);
        await StoreAsync(
            "elsewhere:" + id,
            id,
            new ArticleDocument
            {
                Section = "harbour",
                Title = "Other",
                BodyText = "Other words.",
            }
        );

        Assert.Equal([ImportedOutcome.Unchanged], Outcomes(await ImportAsync(import)));
        var rows = await host.Database.ReadAsync((db, ct) => db.Set<ArticleSource>().ToListAsync(ct), CancellationToken.None);
        Assert.All(rows, row => Assert.True(Encoding.UTF8.GetByteCount(row.Source + row.ExternalId) <= 1000));
        Assert.Equal(2, rows.Count);
        var found = await host.Database.ReadAsync(
            (db, ct) => ArticleIntake.FindAsync(db, "elsewhere:" + id, id, ct),
            CancellationToken.None
        );
        Assert.NotNull(found);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_are_stored()
    {
        await WriteFeedAsync("a", "https://a.example/");
        await WriteFeedAsync("c", "https://c.example/");
        await using var locked = new FileStream(Path.Combine(folder, "b.xml"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var results = await ImportAsync(new DocumentImport(ImportKinds.Feed, folder) { Section = "notes" });

        Assert.Equal([ImportedOutcome.Created, ImportedOutcome.Refused, ImportedOutcome.Created], Outcomes(results));
        Assert.EndsWith("b.xml", results.Single(result => result.Outcome is ImportedOutcome.Refused).File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_piece_that_says_only_when_it_was_changed_was_published_then()
    {
        var path = Path.Combine(folder, "changed.atom");
        await File.WriteAllTextAsync(
            path,
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>T</title><content>x</content><updated>2026-01-02T03:04:05Z</updated></entry></feed>
            """
        );

        await ImportAsync(new DocumentImport(ImportKinds.Feed, path) { Section = "notes" });

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Assert.Single(await AllAsync()).PublishedAt);
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_where_it_was()
    {
        var import = new DocumentImport(SourceKinds.Wxr, await WriteExportAsync(Posts)) { Section = "notes" };
        using var stop = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Importer.ImportAsync(import, stop.Token))
            {
                if (++seen == 60)
                    await stop.CancelAsync();
            }
        });
        var before = await AllAsync();

        var results = await ImportAsync(import);

        Assert.InRange(before.Count, 60, Posts - 1);
        Assert.Equal(before.Count, results.Count(result => result.Outcome is ImportedOutcome.Unchanged));
        Assert.Equal(Posts - before.Count, results.Count(result => result.Outcome is ImportedOutcome.Created));
        Assert.Equal(Posts, (await AllAsync()).Count);
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_stores_nothing()
    {
        var results = await ImportAsync(Sample("export.wxr.xml", SourceKinds.Wxr) with { DryRun = true });

        Assert.Equal([ImportedOutcome.Readable, ImportedOutcome.Refused, ImportedOutcome.Refused], Outcomes(results));
        Assert.Empty(await AllAsync());
    }

    [Theory]
    [InlineData("[1, 2", "line 1")]
    [InlineData("{}", "no document of the kind ans")]
    [InlineData("words", "neither JSON")]
    [InlineData("{\"\\ud800\":1}", "every name must be valid Unicode")]
    public async Task A_file_of_another_kind_is_refused_with_the_reason(string text, string reason)
    {
        var path = Path.Combine(folder, "odd.json");
        await File.WriteAllTextAsync(path, text);

        var results = await ImportAsync(new DocumentImport(SourceKinds.Ans, path) { Section = "notes" });

        Assert.Contains(reason, Assert.Single(results[0].Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reader_can_do_without_keeps_no_piece_out()
    {
        var path = Path.Combine(folder, "loose.json");
        await File.WriteAllTextAsync(
            path,
            """
            {"_id":"L","type":"story","version":"0.10.9","language":"en_GB","canonical_url":"/l/","headlines":{"basic":"Loose"},
             "credits":{"by":[{"type":"author","name":"Ada Quill","url":"/people/ada","bio":"BIO"}]},
             "promo_items":{"basic":{"type":"image","version":"0.10.9","url":"/img/a.jpg"}},
             "content_elements":[{"type":"text","content":"x"}]}
            """.Replace("BIO", new string('b', 3000), StringComparison.Ordinal)
        );

        var results = await ImportAsync(new DocumentImport(SourceKinds.Ans, path) { Section = "notes" });

        var article = Assert.Single(await AllAsync());
        Assert.Equal(("en-GB", null, null), (article.Language, article.Image, article.Url));
        Assert.Contains("author's address that is not absolute", results[0].Unmapped.Keys);
        Assert.Contains("image address that is not absolute", results[0].Unmapped.Keys);
    }

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private DocumentImporter Importer => host.Services.GetRequiredService<DocumentImporter>();

    private static DocumentImport Sample(string file, string kind) => new(kind, Path.Combine(FormatSamples.Folder, file));

    private static IEnumerable<ImportedOutcome> Outcomes(IEnumerable<ImportedItem> results) =>
        results.Where(result => result.Outcome is not ImportedOutcome.Noted).Select(result => result.Outcome);

    private async Task<List<ImportedItem>> ImportAsync(DocumentImport import)
    {
        var results = new List<ImportedItem>();
        await foreach (var item in Importer.ImportAsync(import, CancellationToken.None))
            results.Add(item);
        return results;
    }

    private Task<List<ArticleRow>> AllAsync() =>
        host.Database.ReadAsync((db, ct) => db.Set<ArticleRow>().OrderBy(article => article.Title).ToListAsync(ct), CancellationToken.None);

    private Task<Stored> StoreAsync(string source, string id, ArticleDocument document) =>
        host.Database.WriteAsync(
            async (db, ct) =>
            {
                var intake = host.Services.GetRequiredService<ArticleIntake>();
                var reading = host.Services.GetRequiredService<DocumentCheck>().Check(document, await intake.ContextAsync(ct), []);
                return await intake.StoreAsync(db, source, id, reading, ct);
            },
            CancellationToken.None
        );

    private async Task<string> WriteFeedAsync(string name, string? home)
    {
        var path = Path.Combine(folder, name + ".xml");
        var link = home is null ? "" : $"<link>{home}</link>";
        await File.WriteAllTextAsync(
            path,
            $"<rss version=\"2.0\"><channel>{link}<item><guid isPermaLink=\"false\">1</guid><title>Of {name}</title><description>{name} alone.</description></item></channel></rss>"
        );
        return path;
    }

    private async Task<string> WriteExportAsync(int posts)
    {
        var text = new StringBuilder("<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"c\"><channel>");
        for (var post = 1; post <= posts; post++)
            text.Append(
                $"<item><title>Post {post}</title><guid>urn:post:{post}</guid><content:encoded>Text {post}</content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
            );
        var path = Path.Combine(folder, "many.xml");
        await File.WriteAllTextAsync(path, text.Append("</channel></rss>").ToString());
        return path;
    }
}
