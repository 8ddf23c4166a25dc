using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Benchmarks.Bounces;
using Syndication.Bounces.Judging;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Bounces.Judging;

/// <summary>Our verdicts on real bounces, beside those of flufl.bounce and Sisimai. The long form is <c>-- bounces</c> of the benchmarks.</summary>
public sealed class BounceCorpusTests(ITestOutputHelper output)
{
    private readonly BounceJudge judge = new(NullLogger<BounceJudge>.Instance);

    [CorpusFact("bounces")]
    public void Others_verdicts_are_ours()
    {
        var score = CorpusScore.Of(judge);

        output.WriteLine(score.Table());
        output.WriteLine(string.Join('\n', score.Differences));
        output.WriteLine(
            $"addresses: flufl.bounce {score.FluflAddresses}, Sisimai {score.SisimaiAddresses}; hard or soft {score.HardOrSoft}"
        );
        Assert.InRange(score.FluflAddresses.Value, 0.98, 1);
        Assert.InRange(score.SisimaiAddresses.Value, 0.96, 1);
        Assert.InRange(score.HardOrSoft.Value, 0.94, 1);
        Assert.Empty(score.Wronged);
        Assert.Equal(1, score.Complaints.Value);
        Assert.Equal(1, score.NoBounces.Value);
    }

    [CorpusFact("bounces")]
    public async Task Nothing_that_spoils_a_mail_breaks_the_judge_or_costs_it_time_or_memory()
    {
        var (exitCode, printed) = await BounceBenchmarks.SpoilAsync(2000, CancellationToken.None);

        output.WriteLine(printed);
        Assert.True(exitCode == 0, printed);
    }

    [CorpusFact("bounces")]
    public void Every_rule_is_asked_for_by_the_file_that_it_names()
    {
        var unasked = RuleTable
            .Default.Rules.Where(rule => !rule.Source.StartsWith("RFC ", StringComparison.Ordinal))
            .Where(rule => rule.Kind is not ("status" or "unexplained"))
            .Where(rule => !rule.Matches(TextOf(rule.Source)))
            .Select(rule => $"{rule.Kind} {rule.Value}: {rule.Source}");
        var missing = RuleTable
            .Default.Rules.Where(rule => !rule.Source.StartsWith("RFC ", StringComparison.Ordinal))
            .Where(rule => !File.Exists(Path.Combine(BounceCorpus.Folder, rule.Source)))
            .Select(rule => rule.Source);

        Assert.Empty(missing);
        Assert.Empty(unasked);
    }

    private static string TextOf(string file)
    {
        using var stream = BounceCorpus.Open(file);
        using var message = MailOpener.Parse(stream)!;
        var mail = MailOpener.Open(message);
        string[] texts = [mail.From, mail.Subject, .. mail.Texts, .. mail.HtmlTexts, .. mail.DeliveryReports];
        return string.Join(' ', texts.Select(text => PlainWords.Of(text) + " " + text.ToLowerInvariant()));
    }
}
