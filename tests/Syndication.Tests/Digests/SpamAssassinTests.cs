using System.Globalization;
using System.Text;
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
        foreach (var (name, mail) in GoldenMails.AllSent(host))
        {
            var wire = Encoding.Latin1.GetString(builder.Build(1, MailBench.Key, mail).Bytes());

            var (_, report) = Shell.Run("spamassassin -t -L", wire);

            var score = Score.Match(report);
            Assert.True(score.Success, report);
            var rules = Rules.Matches(report).Select(rule => $"{rule.Groups["name"].Value} {rule.Groups["points"].Value}");
            output.WriteLine($"{name}: {score.Groups["score"].Value} ({string.Join(", ", rules)})");
            Assert.InRange(double.Parse(score.Groups["score"].Value, CultureInfo.InvariantCulture), double.MinValue, Most - 0.01);
        }
    }

    [GeneratedRegex(
        @"^Content analysis details:\s+\((?<score>-?[\d.]+) points",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Score { get; }

    [GeneratedRegex(@"^\s*(?<points>-?\d+\.\d)\s+(?<name>[A-Z][A-Z0-9_]+)\s", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rules { get; }
}
