using System.Text.RegularExpressions;
using Syndication.Operations;

namespace Syndication.Tests.Architecture;

/// <summary>What a newcomer relies on: folder = namespace, one type per file, a short table of contents.</summary>
public sealed partial class LayoutTests
{
    private static readonly string Source = Path.Combine(ProjectRoot.Find(), "src", "Syndication");

    [Fact]
    public void A_files_namespace_is_its_folder()
    {
        var wrong = SourceFiles()
            .Where(file => Path.GetFileName(file) != "Program.cs")
            .Where(file =>
            {
                var folder = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
                return !File.ReadAllText(file).Contains($"namespace Syndication.{folder};", StringComparison.Ordinal);
            })
            .Select(file => Path.GetRelativePath(Source, file));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Program_is_a_table_of_contents()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(Source, "Program.cs")).Length, 1, 50);
    }

    [Fact]
    public void No_file_passes_four_hundred_lines()
    {
        var long_ = SourceFiles().Where(file => File.ReadAllLines(file).Length > 400).Select(file => Path.GetRelativePath(Source, file));

        Assert.Empty(long_);
    }

    [Fact]
    public void Each_log_event_has_a_number_of_its_own()
    {
        var twice = SourceFiles()
            .SelectMany(file => EventNumber.Matches(File.ReadAllText(file)).Select(match => match.Groups["number"].Value))
            .GroupBy(number => number, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);

        Assert.Empty(twice);
    }

    [GeneratedRegex(@"\bEventId = (?<number>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventNumber { get; }

    [Fact]
    public void The_top_level_has_exactly_the_agreed_entries()
    {
        string[] agreed =
        [
            "src",
            "tests",
            "templates",
            "appsettings.json",
            "Syndication.sln",
            "README.md",
            "LICENSE",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "Directory.Build.props",
            "Directory.Packages.props",
            "global.json",
            "data",
        ];
        var others = Directory
            .EnumerateFileSystemEntries(ProjectRoot.Find())
            .Select(Path.GetFileName)
            .Where(name => !name!.StartsWith('.') && !agreed.Contains(name));

        Assert.Empty(others);
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .Where(file => !Path.GetRelativePath(Source, file).StartsWith("obj", StringComparison.Ordinal));
}
