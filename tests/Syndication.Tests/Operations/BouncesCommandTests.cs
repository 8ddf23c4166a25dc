using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary><c>bounces judge</c> as an operator runs it.</summary>
public sealed class BouncesCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Golden.Folder, "bounces");

    private readonly CommandLine command = new();

    [Fact]
    public async Task It_prints_a_line_for_each_file_and_stores_nothing()
    {
        var file = Path.Combine(Samples, "any-script.eml");

        var (code, output, errors) = await command.RunAsync("bounces", "judge", file, Samples);

        Assert.Equal((0, ""), (code, errors));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            $$"""
            {"file":"{{file}}","verdicts":[{"recipient":"почта@example.net","class":"hard","reason":"userunknown","status":"5.1.1"},{"recipient":"\uD83E\uDDF3@example.net","class":"soft","reason":"mailboxfull","status":"5.2.2"}]}
            """,
            lines[0]
        );
        var files = lines[1..].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()!);
        Assert.Equal(Directory.GetFiles(Samples).Order(), files.Order());
        Assert.DoesNotContain(Directory.GetFiles(command.DataFolder), file => file.EndsWith(".db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_are_judged()
    {
        var letter = Path.Combine(Samples, "letter.eml");

        var (code, output, errors) = await command.RunAsync("bounces", "judge", "nowhere.eml", letter);

        Assert.Equal(1, code);
        Assert.StartsWith("nowhere.eml: ", errors, StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"file":"{{letter}}","verdicts":[{"recipient":null,"class":"not-bounce","reason":"none","status":null}]}""" + "\n",
            output
        );
    }

    [Fact]
    public async Task Without_a_path_it_says_how_to_use_it()
    {
        var (code, _, errors) = await command.RunAsync("bounces", "judge");

        Assert.Equal(2, code);
        Assert.Contains("judge", errors, StringComparison.Ordinal);
    }

    public void Dispose() => command.Dispose();
}
