using Syndication.Operations;

namespace Syndication.Tests.Support;

/// <summary>Real data that others wrote: at <c>$SYNDICATION_CORPORA</c>, or at <c>../shared/corpora</c> beside the repository.</summary>
public static class Corpora
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("SYNDICATION_CORPORA") is { Length: > 0 } named
            ? named
            : Path.GetFullPath(Path.Combine(ProjectRoot.Find(), "..", "shared", "corpora"));
}

/// <summary>
/// A test over a corpus. Without it the test is skipped with one plain line, or runs and fails where <c>SYNDICATION_REQUIRE_PEERS=1</c> says
/// that everything must be there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : Xunit.FactAttribute
{
    /// <param name="folder">The corpus, a folder of <see cref="Corpora.Folder"/>.</param>
    public CorpusFactAttribute(string folder)
    {
        if (
            Environment.GetEnvironmentVariable("SYNDICATION_REQUIRE_PEERS") != "1"
            && !Directory.Exists(Path.Combine(Corpora.Folder, folder))
        )
            Skip = $"no corpus: {Path.Combine(Corpora.Folder, folder)} is not there.";
    }
}
