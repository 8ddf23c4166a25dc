using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>Lists of readers by the command line: what it says, what it changes and what it ends with.</summary>
public sealed class ListCommandTests : IDisposable
{
    private const string Ada = "ada@reader.example";
    private readonly CommandLine command = new();
    private readonly string list = Path.GetTempFileName();

    public void Dispose()
    {
        command.Dispose();
        File.Delete(list);
    }

    [Fact]
    public async Task A_list_is_tried_taken_over_listed_exported_and_taken_back()
    {
        await File.WriteAllTextAsync(list, $"email,created_at\n{Ada},2024-05-01T10:00:00Z\nbea@reader.example,2024-05-02T10:00:00Z\n");
        await RunAsync("sections", "add", "gear");

        var tried = await RunAsync("import", "subscribers", list, "--dry-run");
        Assert.Contains("2 rows: 2 created", tried, StringComparison.Ordinal);
        Assert.Contains("a dry run: nothing was changed", tried, StringComparison.Ordinal);
        Assert.DoesNotContain(Ada, await RunAsync("export", "subscribers"), StringComparison.Ordinal);

        var taken = await RunAsync("import", "subscribers", list, "--section", "gear", "--cadence", "weekly");
        Assert.Contains("2 rows: 2 created", taken, StringComparison.Ordinal);
        Assert.Contains("\"import undo 1\" takes it back", taken, StringComparison.Ordinal);
        Assert.Contains("\tfinished\t2 rows: 2 created", await RunAsync("import", "list"), StringComparison.Ordinal);
        Assert.Contains(Ada, await RunAsync("export", "subscribers", "--state", "active"), StringComparison.Ordinal);

        Assert.Equal("2 taken back, 0 kept as they are now", (await RunAsync("import", "undo", "1")).Trim());
        Assert.DoesNotContain(Ada, await RunAsync("export", "subscribers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stored_of_a_reader_is_printed_and_erased_for_good()
    {
        await File.WriteAllTextAsync(list, $"email,created_at\n{Ada},2024-05-01T10:00:00Z\n");
        await RunAsync("sections", "add", "gear");
        await RunAsync("import", "subscribers", list);

        using var record = JsonDocument.Parse(await RunAsync("subscribers", "data", Ada));
        Assert.Contains(Ada, record.RootElement.GetRawText(), StringComparison.Ordinal);
        await RunAsync("subscribers", "erase", Ada);

        var gone = await command.RunAsync("subscribers", "data", Ada);
        Assert.Equal((1, "nobody here has this address"), (gone.Code, gone.Errors.Trim()));
        Assert.Contains("0 created", await RunAsync("import", "subscribers", list), StringComparison.Ordinal);
        Assert.DoesNotContain(Ada, await RunAsync("export", "subscribers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_none_and_an_import_that_is_not_there_are_said_in_one_line()
    {
        await File.WriteAllTextAsync(list, "name\nAda\n");

        var (code, _, errors) = await command.RunAsync("import", "subscribers", list);
        var undone = await command.RunAsync("import", "undo", "7");

        Assert.Equal(1, code);
        Assert.StartsWith(Path.GetFileName(list) + ": ", errors.Trim().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal((1, "no such import"), (undone.Code, undone.Errors.Trim()));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await command.RunAsync(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}: {output}{errors}");
        return output;
    }
}
