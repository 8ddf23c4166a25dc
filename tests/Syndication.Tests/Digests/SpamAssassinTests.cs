using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Digests;

/// <summary>What a spam filter that others wrote thinks of every golden mail, signed and with all its headers.</summary>
public sealed partial class SpamAssassinTests(ITestOutputHelper output)
{
    private const double Most = 1.0;

    [PeerFact("command -v spamassassin")]
    public void Every_golden_mail_scores_below_one()
    {
        using var host = new SyndicationHost();
        using var keys = new SigningKeys();
        var builder = host.Builder(keys.Both());
        var folder = Directory.CreateTempSubdirectory("syndication-spam-").FullName;
        try
        {
            var names = new List<string>();
            foreach (var (name, mail) in GoldenMails.AllSent(host))
            {
                File.WriteAllBytes(Path.Combine(folder, $"{names.Count:000}.eml"), builder.Build(1, MailBench.Key, mail).Bytes());
                names.Add(name);
            }

            // All in one run: to start takes longer than to judge.
            var (_, said) = Shell.Run($"spamassassin -t -L {folder}/*.eml");
            var reports = Score.Split(said).Skip(1).ToList();

            Assert.Equal(names.Count, reports.Count);
            Assert.All(names.Zip(reports), judged => Judge(judged.First, judged.Second));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Judge(string name, string report)
    {
        var score = double.Parse(Points.Match(report).Value, CultureInfo.InvariantCulture);
        var rules = Rules.Matches(report).Select(rule => $"{rule.Groups["name"].Value} {rule.Groups["points"].Value}");
        output.WriteLine($"{name}: {score:0.0} ({string.Join(", ", rules)})");
        Assert.InRange(score, double.MinValue, Most - 0.01);
    }

    [GeneratedRegex(@"^Content analysis details:\s+\(", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Score { get; }

    [GeneratedRegex(@"^-?[\d.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Points { get; }

    [GeneratedRegex(@"^\s*(?<points>-?\d+\.\d)\s+(?<name>[A-Z][A-Z0-9_]+)\s", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rules { get; }
}
