using Syndication.Bounces.Judging;
using Syndication.Operations;

namespace Syndication.Benchmarks.Bounces;

/// <summary>Real bounces that others collected: at <c>$SYNDICATION_CORPORA</c>, or at <c>../shared/corpora</c> beside the repository.</summary>
internal static class BounceCorpus
{
    public static string Folder { get; } =
        Path.Combine(
            Environment.GetEnvironmentVariable("SYNDICATION_CORPORA") is { Length: > 0 } named
                ? named
                : Path.GetFullPath(Path.Combine(ProjectRoot.Find(), "..", "shared", "corpora")),
            "bounces"
        );

    public static IReadOnlyList<ExpectedMail> Mails { get; } =
    [
        .. File.ReadLines(Path.Combine(Folder, "expected.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(row => new ExpectedMail(row[0], Split(row[1]), Split(row[3]), Split(row[4]), row[5])),
    ];

    public static Stream Open(string file) => File.OpenRead(Path.Combine(Folder, file));

    /// <summary>All mails with our verdicts on them.</summary>
    public static IEnumerable<(ExpectedMail Mail, IReadOnlyList<Verdict> Verdicts)> Judge(BounceJudge judge)
    {
        foreach (var mail in Mails)
        {
            using var stream = Open(mail.File);
            yield return (mail, judge.Examine(stream).Verdicts);
        }
    }

    private static string[] Split(string cell) => cell.Length == 0 ? [] : cell.Split(',');
}
