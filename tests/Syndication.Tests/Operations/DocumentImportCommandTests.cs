using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

public sealed class DocumentImportCommandTests : IDisposable
{
    private readonly CommandLine program = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-archive-").FullName;

    [Fact]
    public async Task An_import_names_what_it_refused_and_what_had_no_place_and_sums_up()
    {
        var export = Path.Combine(Golden.Folder, "formats", "export.wxr.xml");
        await program.RunAsync("sections", "add", "harbour");

        var first = await program.RunAsync("import", "wxr", export);
        var second = await program.RunAsync("import", "wxr", export, "--section", "harbour");

        Assert.Equal((1, 0), (first.Code, second.Code));
        Assert.Contains(
            $"{export}: https://notes.example/?p=11: section: required; there are: harbour",
            first.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("no place for: attachment: no article (2)", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 created, 0 revised, 0 unchanged, 2 refused\n", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 created, 0 revised, 1 unchanged, 0 refused\n", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_document_is_refused_by_field_and_rule_with_exit_code_1()
    {
        var story = Path.Combine(Golden.Folder, "formats", "results.ans.json");
        await program.RunAsync("sections", "add", "harbour");

        var (code, output, errors) = await program.RunAsync("import", "ans", story, "--section", "harbour", "--dry-run");

        Assert.Equal(1, code);
        Assert.Contains($"{story}: TWO: taxonomy.tags[0]: 'loose': an object", output, StringComparison.Ordinal);
        Assert.EndsWith("1 would be stored, 0 unchanged, 1 refused\na dry run: nothing was changed\n", output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_site_is_an_absolute_address_and_makes_relative_ones_absolute()
    {
        var feed = Path.Combine(Golden.Folder, "formats", "feeds", "newsroom.json");
        await program.RunAsync("sections", "add", "harbour");

        var wrong = await program.RunAsync("import", "feed", feed, "--section", "harbour", "--site", "notes.example");
        var right = await program.RunAsync("import", "feed", feed, "--section", "harbour", "--site", "https://notes.example/");

        Assert.Equal((2, 0), (wrong.Code, right.Code));
        Assert.Contains("--site: 'notes.example': an absolute http(s) address", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_terminal_an_import_writes_a_line_for_every_thousand_pieces()
    {
        var archive = Path.Combine(folder, "archive.ndjson");
        await File.WriteAllLinesAsync(
            archive,
            Enumerable
                .Range(1, 2100)
                .Select(number =>
                    $$"""{"_id":"NOTE-{{number}}","type":"story","version":"0.10.9","headlines":{"basic":"Harbour note {{number}}"},"content_elements":[{"type":"text","content":"Calm."}]}"""
                )
        );
        await program.RunAsync("sections", "add", "harbour");

        var (code, output, _) = await program.RunAsync("import", "ans", archive, "--section", "harbour", "--dry-run");

        Assert.Equal(0, code);
        Assert.Equal("1,000 pieces\n2,000 pieces\n2100 would be stored, 0 unchanged, 0 refused\na dry run: nothing was changed\n", output);
    }

    public void Dispose()
    {
        program.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
