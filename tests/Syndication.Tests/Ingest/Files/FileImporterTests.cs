using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest.Files;
using Syndication.Operations;
using Syndication.Operations.Verbs;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Files;

public sealed class FileImporterTests : IAsyncLifetime, IDisposable
{
    private readonly NewsroomHost host = new();
    private readonly string folder = Directory.CreateTempSubdirectory("import-test-").FullName;

    public async Task InitializeAsync()
    {
        await host.AddSectionAsync("observation-post", "Observation Post");
        await host.AddSectionAsync("gear", "Gear");
    }

    [Fact]
    public async Task A_text_is_imported_once_with_its_author_and_gives_its_section_the_note()
    {
        var request = new ImportRequest(ImportKind.Text, Sample("text/ration-heater.txt")) { Section = "gear" };

        var first = Assert.Single(await ImportAsync(request));
        var again = Assert.Single(await ImportAsync(request));

        Assert.Equal((ImportOutcome.Created, ImportOutcome.Unchanged), (first.Outcome, again.Outcome));
        var article = Assert.Single(await AllAsync());
        Assert.Equal("The ration heater that would not stay lit", article.Title);
        Assert.DoesNotContain("Gear is where", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("Sgt. Tomás Ibáñez", article.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(("mara-ellison", "senior editor"), (article.Authors[0].Slug.Value, article.Authors[0].Role));
        Assert.True(article.Announce);
        var section = await host.Services.GetRequiredService<SectionStore>().FindAsync(new SectionSlug("gear"), CancellationToken.None);
        Assert.Equal("Gear is where we test things in weather that nobody would choose.", section!.Note);
    }

    [Fact]
    public async Task A_note_that_a_section_takes_from_a_file_moves_every_feed_that_shows_the_section()
    {
        await host.PublishAsync(
            new ArticleContent
            {
                Section = new SectionSlug("gear"),
                Title = "Before",
                BodyHtml = "<p>x</p>",
                Tags = ["Tides"],
            }
        );
        using var reader = host.CreateClient();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/feeds/tags/tides.rss");
        again.Headers.IfNoneMatch.Add((await reader.GetAsync("/feeds/tags/tides.rss")).Headers.ETag!);

        await ImportAsync(new ImportRequest(ImportKind.Text, Sample("text/ration-heater.txt")) { Section = "gear" });

        Assert.Contains(
            "Gear is where we test",
            await (await reader.SendAsync(again)).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_text_without_headline_takes_the_given_title_else_its_first_sentence_and_says_so()
    {
        var request = new ImportRequest(ImportKind.Text, Sample("text/no-headline.txt")) { Section = "Gear" };

        var first = Assert.Single(await ImportAsync(request));
        await ImportAsync(request with { Title = "Ferry leaves alone" });

        Assert.Contains("title taken from the first sentence", first.Notes);
        Assert.Equal("Ferry leaves alone", Assert.Single(await AllAsync()).Title);
    }

    [Fact]
    public async Task A_moved_file_is_recognised_and_an_unknown_section_is_refused_with_those_that_exist()
    {
        var copy = Path.Combine(folder, "copy.txt");
        File.Copy(Sample("text/one-block.txt"), copy);
        await ImportAsync(new ImportRequest(ImportKind.Text, Sample("text/one-block.txt")) { Section = "observation-post" });

        var moved = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Text, copy) { Section = "observation-post" }));
        var refused = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Text, copy) { Section = "nowhere" }));

        Assert.Equal(ImportOutcome.Unchanged, moved.Outcome);
        Assert.Equal(ImportOutcome.Refused, refused.Outcome);
        Assert.Contains("observation-post, gear", Assert.Single(refused.Faults).Message, StringComparison.Ordinal);
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task A_folder_of_markdown_is_an_archive_that_is_not_announced()
    {
        var results = await ImportAsync(new ImportRequest(ImportKind.Markdown, Sample("markdown")));

        Assert.All(results, result => Assert.Equal(ImportOutcome.Created, result.Outcome));
        var article = Assert.Single(await AllAsync());
        Assert.Equal(("salt-pans", "Salt pans: a slow business", "gear"), (article.Slug, article.Title, article.Section.Value));
        Assert.Equal(DateTimeOffset.Parse("2026-02-14T07:30:00Z"), article.PublishedAt);
        Assert.Equal(DateTimeOffset.Parse("2026-02-15T00:00:00Z"), article.UpdatedAt);
        Assert.Equal(["salt", "sea"], article.Tags.Select(tag => tag.Name));
        Assert.Equal(new ArticleImage("https://img.test/salt.jpg", "White heaps by the sea"), article.Image);
        Assert.False(article.Announce);
        Assert.Contains("<td>May</td>", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("youtube.com/watch?v=abcdefghijk", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("<p>A box.</p>", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("href=\"#fn:1\"", article.BodyHtml, StringComparison.Ordinal);
        var draft = await host.Articles.FindBySlugAsync("soon", CancellationToken.None);
        Assert.Equal(ArticleState.Draft, draft!.State);
        Assert.Equal(["Nell Arden", "Iris Vann"], draft.Authors.Select(author => author.Name));
        Assert.Equal("columnist", draft.Authors[0].Role);
    }

    [Fact]
    public async Task An_archive_stays_no_news_when_it_is_corrected_or_one_file_of_it_comes_again_unless_someone_says_so()
    {
        var file = Write("pans.md", "---\ntitle: Salt pans\nsection: gear\n---\nSlow."u8.ToArray());
        await ImportAsync(new ImportRequest(ImportKind.Markdown, folder));
        var sequence = await SequenceAsync();

        await PatchAsync(new { title = "Salt pans, corrected" });
        Assert.Equal(("Salt pans, corrected", false), await OnlyAsync());
        await ImportAsync(new ImportRequest(ImportKind.Markdown, file));

        Assert.Equal(("Salt pans", false), await OnlyAsync());
        Assert.Equal(sequence, await SequenceAsync());
        await PatchAsync(new { announce = true });
        Assert.Equal(("Salt pans", true), await OnlyAsync());
        Assert.True(await SequenceAsync() > sequence);
    }

    [Fact]
    public async Task News_stays_news_when_it_comes_again_with_its_folder_and_the_operators_word_changes_that()
    {
        var file = Write("pans.md", "---\ntitle: Salt pans\nsection: gear\n---\nSlow."u8.ToArray());
        await ImportAsync(new ImportRequest(ImportKind.Markdown, file));

        await ImportAsync(new ImportRequest(ImportKind.Markdown, folder));
        Assert.Equal(("Salt pans", true), await OnlyAsync());
        await ImportAsync(new ImportRequest(ImportKind.Markdown, folder) { Announce = false });

        Assert.Equal(("Salt pans", false), await OnlyAsync());
    }

    [Theory]
    [InlineData("Slow.", "pans.md")]
    [InlineData("Slower.", "pans.md")]
    [InlineData("Slow.", "moved.md")]
    public async Task What_was_withdrawn_stays_withdrawn_when_its_folder_is_imported_again(string body, string name)
    {
        var file = Write("pans.md", "---\ntitle: Salt pans\nsection: gear\n---\nSlow."u8.ToArray());
        await ImportAsync(new ImportRequest(ImportKind.Markdown, folder));
        using var newsroom = host.CreateNewsroom();
        await newsroom.DeleteAsync("/api/v1/articles/" + Assert.Single(await AllAsync()).Id);
        File.Delete(file);
        Write(name, Encoding.UTF8.GetBytes("---\ntitle: Salt pans\nsection: gear\n---\n" + body));

        var again = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Markdown, folder)));

        Assert.Equal(ImportOutcome.Unchanged, again.Outcome);
        Assert.Contains(again.Notes, note => note.Contains("withdrawn", StringComparison.Ordinal));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_page_gives_its_article_and_its_head_the_rest()
    {
        await ImportAsync(new ImportRequest(ImportKind.Html, Sample("html/page.html")));

        var article = Assert.Single(await AllAsync());

        Assert.Equal(("Die Straßenbahn fährt wieder", "Nach elf Wochen.", "de"), (article.Title, article.Summary, article.Language));
        Assert.Equal("https://hafenblatt.test/tram", article.Url);
        Assert.Equal(
            "<p>Seit <a href=\"https://hafenblatt.test/heute\" rel=\"noopener\">heute</a> fährt Linie vier.</p>"
                + "<p><img src=\"https://hafenblatt.test/bild.jpg\" alt=\"\"></p>",
            article.BodyHtml
        );
        Assert.Equal(DateTimeOffset.Parse("2026-02-20T05:00:00Z"), article.PublishedAt);
        Assert.Equal("Jürgen Ost", Assert.Single(article.Authors).Name);
        Assert.Equal(["Tram", "Hafen"], article.Tags.Select(tag => tag.Name));
    }

    [Theory]
    [InlineData("+++\ntitle = 'x'\n+++\nBody", "TOML")]
    [InlineData("{\n  \"title\": \"x\"\n}\nBody", "JSON")]
    [InlineData("---\ntitle: 'x\n---\nBody", "well-formed YAML: line")]
    [InlineData("---\ntitle: x\n", "second line")]
    [InlineData("---\na: &x 1\ntitle: *x\n---\nBody", "aliases")]
    [InlineData("---\ntitle: [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\n---\nBody", "too many levels")]
    [InlineData("---\ntitle: x\ndate: yesterday\n---\nBody", "a date such as")]
    public async Task Front_matter_that_cannot_be_read_is_a_fault_and_nothing_is_stored(string text, string rule)
    {
        var file = Write("x.md", Encoding.UTF8.GetBytes(text));

        var result = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Markdown, file) { Section = "gear" }));

        Assert.Contains(result.Faults, fault => fault.Message.Contains(rule, StringComparison.Ordinal));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task Older_encodings_are_read_and_reported()
    {
        var latin = Write("a.txt", [.. "Caf"u8, 0xE9, .. "\n\nIt said "u8, 0x93, .. "open"u8, 0x94, .. "."u8]);
        var wide = Write("b.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Zwei\n\nEin Satz über Öl.")]);

        var first = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Text, latin) { Section = "gear" }));
        var second = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Text, wide) { Section = "gear" }));

        Assert.Contains(first.Notes, note => note.Contains("windows-1252", StringComparison.Ordinal));
        Assert.Contains(second.Notes, note => note.Contains("UTF-16LE", StringComparison.Ordinal));
        var articles = await AllAsync();
        Assert.Equal("<p>It said “open”.</p>", articles.Single(article => article.Title == "Café").BodyHtml);
        Assert.Equal("<p>Ein Satz über Öl.</p>", articles.Single(article => article.Title == "Zwei").BodyHtml);
    }

    [Theory]
    [InlineData("x.txt", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "file", "not plain text")]
    [InlineData("x.txt", "Only a headline\n", "bodyText", "at least one paragraph below the headline")]
    public async Task A_file_without_a_text_is_refused(string name, string content, string field, string rule)
    {
        var file = Write(name, Encoding.Latin1.GetBytes(content));

        var result = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Text, file) { Section = "gear" }));

        Assert.Equal(new Syndication.Ingest.Fault(field, null, rule), Assert.Single(result.Faults));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task What_was_left_out_of_a_text_is_named_and_its_date_is_when_it_appeared()
    {
        var file = Write("x.txt", "Headline\n\nBy Jill Smith\nNov. 12, 2025\n\nOne.\n\nTwo.\n\nMore From Gear\n\nA list"u8.ToArray());

        var result = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Text, file) { Section = "gear" }));

        Assert.Contains("left out as furniture of the page: “More From Gear”; “A list”", result.Notes);
        var article = Assert.Single(await AllAsync());
        Assert.Equal((DateTimeOffset.Parse("2025-11-12T00:00:00Z"), "<p>One.</p><p>Two.</p>"), (article.PublishedAt, article.BodyHtml));
    }

    [Fact]
    public async Task Template_code_becomes_what_it_stands_for_or_is_left_out_with_a_note()
    {
        const string Text =
            "---\ntitle: T\nimages: [\"/img/a.jpg\"]\n---\n"
            + "One{{ page.secret }} two.\n{{< figure src=\"/b.jpg\" caption=\"A & b\" alt=\"Boat\" >}}\n"
            + "{% highlight ruby linenos %}\nputs '{{ 1 }}'\n{% endhighlight %}\n";
        var file = Write("x.md", Encoding.UTF8.GetBytes(Text));

        var result = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Markdown, file) { Section = "gear" }));

        Assert.Empty(result.Faults);
        Assert.Contains("image '/img/a.jpg' left out: not an absolute address", result.Notes);
        Assert.Contains("template code left out: 1 time", result.Notes);
        var body = Assert.Single(await AllAsync()).BodyHtml;
        Assert.StartsWith("<p>One two.</p>", body, StringComparison.Ordinal);
        Assert.Contains("alt=\"Boat\"><figcaption>A &amp; b</figcaption></figure>", body, StringComparison.Ordinal);
        Assert.Contains("puts '{{ 1 }}'", body, StringComparison.Ordinal);
        Assert.Contains("<pre>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_does_not_mark_its_article_gives_only_the_piece()
    {
        const string Page =
            "<title>T</title><body><table><tr><td><a href=/>Home</a> <a href=/n>News</a></td></tr></table><h1>The tide</h1>"
            + "<p class=byline>By Jill Smith | Staff writer</p><div class=social-share><a href=/s>Share</a></div><h1>The tide</h1>"
            + "<p class=social-security>The tide came in.</p><aside><p>Also read this.</p></aside><p>It went out.</p>";
        var file = Write("x.html", Encoding.UTF8.GetBytes(Page));

        var result = Assert.Single(await ImportAsync(new ImportRequest(ImportKind.Html, file) { Section = "gear" }));

        var article = Assert.Single(await AllAsync());
        Assert.Equal("<p>The tide came in.</p><p>It went out.</p>", article.BodyHtml);
        Assert.Equal("Jill Smith", Assert.Single(article.Authors).Name);
        Assert.Equal(4, result.Notes.Count(note => note.StartsWith("left out as furniture", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_verb_prints_a_line_per_file_and_per_fault_and_a_dry_run_stores_nothing()
    {
        Write("good.md", "---\ntitle: Good\nsection: gear\n---\nBody"u8.ToArray());
        Write("bad.md", "---\ntitle: Bad\nsection: gears\n---\nBody"u8.ToArray());

        var (dryCode, dry) = await RunAsync("markdown", folder, "--dry-run");
        Assert.Empty(await AllAsync());
        var (code, output) = await RunAsync("markdown", folder, "--announce");
        var (wrong, _) = await RunAsync("markdown", Path.Combine(folder, "none.md"));

        Assert.Equal((1, 1, 1), (dryCode, code, wrong));
        Assert.Contains("good.md: readable", dry, StringComparison.Ordinal);
        Assert.Contains("good.md: created http://localhost/articles/good", output, StringComparison.Ordinal);
        Assert.Contains("bad.md: section: 'gears': no such section", output, StringComparison.Ordinal);
        Assert.True(Assert.Single(await AllAsync()).Announce);
    }

    [Fact]
    public async Task Every_article_of_the_sample_publication_can_be_read()
    {
        var samples = Path.Combine(ProjectRoot.Find(), "src/Syndication/Operations/Sample/articles");
        foreach (var slug in new[] { "benefits", "harbour", "culture", "science" })
            await host.AddSectionAsync(slug, slug);

        var results = await ImportAsync(new ImportRequest(ImportKind.Markdown, samples) { DryRun = true });

        Assert.True(results.Count >= 40);
        Assert.All(results, result => Assert.All(result.Faults, fault => Assert.Equal("image.url", fault.Field)));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var parsed = ImportCommand.Create(host.Services).Parse(arguments);
        var code = await parsed.InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = output }, CancellationToken.None);
        return (code, output.ToString());
    }

    private async Task<List<ImportResult>> ImportAsync(ImportRequest request)
    {
        var results = new List<ImportResult>();
        await foreach (var result in host.Services.GetRequiredService<FileImporter>().ImportAsync(request, CancellationToken.None))
            results.Add(result);
        return results;
    }

    private async Task PatchAsync(object patch)
    {
        using var newsroom = host.CreateNewsroom();
        var urn = Assert.Single(await AllAsync()).Id.ToString();
        var response = await newsroom.PatchAsJsonAsync("/api/v1/articles/" + urn, patch);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<(string Title, bool Announce)> OnlyAsync() =>
        Assert.Single(await AllAsync()) is var article ? (article.Title, article.Announce) : default;

    private Task<long?> SequenceAsync() =>
        host.Database.ReadAsync((db, ct) => db.Set<MembershipRow>().Select(row => row.Sequence).SingleAsync(ct), CancellationToken.None);

    private Task<IReadOnlyList<Article>> AllAsync() => host.Articles.LatestAsync(Scope.Publication, 100, CancellationToken.None);

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, content);
        return file;
    }

    private static string Sample(string path) => Path.Combine(IngestSamples.Folder, path);
}
