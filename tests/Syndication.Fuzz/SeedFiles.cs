using Syndication.Operations;

namespace Syndication.Fuzz;

/// <summary>What is spoiled: the corpus of feeds where it is there, and our own samples.</summary>
internal static class SeedFiles
{
    private const int MostBytes = 128 * 1024;

    /// <summary>All of them, in an order that is the same everywhere.</summary>
    public static IReadOnlyList<byte[]> Read()
    {
        var root = ProjectRoot.Find();
        var corpora = Environment.GetEnvironmentVariable("SYNDICATION_CORPORA") is { Length: > 0 } named
            ? named
            : Path.Combine(root, "..", "shared", "corpora");
        string[] folders =
        [
            Path.Combine(corpora, "feeds"),
            Path.Combine(root, "tests", "Syndication.Tests", "Samples", "formats", "feeds"),
        ];
        return
        [
            .. folders
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Where(file => !file.EndsWith("expected.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Where(file => new FileInfo(file).Length is > 0 and < MostBytes)
                .Select(File.ReadAllBytes),
        ];
    }
}
