using System.Globalization;
using Syndication.Bounces.Judging;

namespace Syndication.Benchmarks.Bounces;

/// <summary>How far our verdicts and those of the corpus agree.</summary>
internal sealed class CorpusScore
{
    // What must never suppress, in Sisimai's words for a full mailbox, an expired, a refused or blocked sender, and a message too big.
    private static readonly string[] Innocent =
    [
        "mailboxfull",
        "expired",
        "policyviolation",
        "securityerror",
        "norelaying",
        "blocked",
        "badreputation",
        "requireptr",
        "authfailure",
        "spamdetected",
        "speeding",
        "toomanyconn",
        "mesgtoobig",
        "exceedlimit",
    ];

    private readonly SortedDictionary<(string Source, string Class), Cell> cells = [];

    /// <summary>Share of flufl.bounce's mails whose addresses are ours.</summary>
    public Share FluflAddresses { get; } = new();

    /// <summary>Share of Sisimai's mails whose addresses are ours.</summary>
    public Share SisimaiAddresses { get; } = new();

    /// <summary>Share of recipients that are hard or soft there and here. A delay suppresses as little as a soft bounce, so it agrees with one.</summary>
    public Share HardOrSoft { get; } = new();

    /// <summary>Complaints that are ones here, and bounces that are none.</summary>
    public Share Complaints { get; } = new();

    /// <summary>Mails that are no bounce, and do not count as one.</summary>
    public Share NoBounces { get; } = new();

    /// <summary>Soft there for a reason that never suppresses, hard here.</summary>
    public List<string> Wronged { get; } = [];

    /// <summary>Everything that differs, a line each.</summary>
    public List<string> Differences { get; } = [];

    public static CorpusScore Of(BounceJudge judge)
    {
        var score = new CorpusScore();
        foreach (var (mail, verdicts) in BounceCorpus.Judge(judge).Where(one => one.Mail.IsScored))
        {
            score.AddAddresses(mail, verdicts);
            score.AddClasses(mail, verdicts);
        }

        return score;
    }

    /// <summary>The table by source and class.</summary>
    public string Table()
    {
        var table = new Benchmarks.Table("source", "class there", "recipients", "agree", "here else");
        foreach (var ((source, expected), cell) in cells)
        {
            table.Add(
                source,
                expected,
                cell.Count.ToString(CultureInfo.InvariantCulture),
                cell.Agreed.ToString(CultureInfo.InvariantCulture),
                string.Join(", ", cell.Others.GroupBy(other => other).Select(group => $"{group.Key} {group.Count()}"))
            );
        }

        return table.ToString();
    }

    private void AddAddresses(ExpectedMail mail, IReadOnlyList<Verdict> verdicts)
    {
        if (mail.Recipients.Count == 0)
            return;
        var here = verdicts.Select(verdict => verdict.Recipient ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isRight = here.SetEquals(mail.Recipients);
        (mail.IsOfFlufl ? FluflAddresses : SisimaiAddresses).Add(isRight);
        if (!isRight)
            Differences.Add($"{mail.File}: address {string.Join(' ', mail.Recipients)}, here {string.Join(' ', here)}");
    }

    // flufl.bounce tells addresses only; what it calls permanent is not by reason.
    private void AddClasses(ExpectedMail mail, IReadOnlyList<Verdict> verdicts)
    {
        for (var i = 0; i < mail.Classes.Count; i++)
        {
            var recipient = i < mail.Recipients.Count ? mail.Recipients[i] : null;
            var verdict =
                verdicts.FirstOrDefault(one => string.Equals(one.Recipient, recipient, StringComparison.OrdinalIgnoreCase))
                ?? (verdicts.Count == 1 ? verdicts[0] : null);
            Add(mail, mail.Classes[i], i < mail.Reasons.Count ? mail.Reasons[i] : "", verdict);
        }
    }

    private void Add(ExpectedMail mail, string expected, string reason, Verdict? verdict)
    {
        var here = verdict?.ClassWord ?? "nothing";
        var agrees = Agrees(expected, here);
        if (!cells.TryGetValue((mail.Source, expected), out var cell))
            cells[(mail.Source, expected)] = cell = new Cell();
        cell.Add(agrees, here);
        if (!agrees)
            Differences.Add($"{mail.File}: {expected} {reason}, here {here} {verdict?.ReasonWord} {verdict?.Status}".TrimEnd());
        if (expected is "hard" or "soft")
        {
            HardOrSoft.Add(agrees);
            Complaints.Add(here is not "complaint");
            if (expected is "soft" && here is "hard" && Innocent.Contains(reason))
                Wronged.Add($"{mail.File}: {reason}");
        }

        if (expected is "complaint")
            Complaints.Add(agrees);
        if (expected is "not-bounce")
            NoBounces.Add(here is not ("hard" or "soft" or "complaint"));
    }

    private static bool Agrees(string expected, string here) =>
        expected switch
        {
            "soft" => here is "soft" or "delayed",
            "permanent" or "bounce" => here is "hard" or "soft",
            "temporary" => here is "soft" or "delayed",
            "no-recipient" or "hostile" => here is not "nothing",
            "feedback-auth-failure" => here is "authentication-report",
            _ => here == expected,
        };

    /// <summary>So many of so many.</summary>
    internal sealed class Share
    {
        public int Count { get; private set; }

        public int Right { get; private set; }

        public double Value => Count == 0 ? 1 : (double)Right / Count;

        public void Add(bool isRight)
        {
            Count++;
            Right += isRight ? 1 : 0;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Right} of {Count} ({100 * Value:F1} %)");
    }

    private sealed class Cell
    {
        public int Count { get; private set; }

        public int Agreed { get; private set; }

        public List<string> Others { get; } = [];

        public void Add(bool agrees, string here)
        {
            Count++;
            if (agrees)
                Agreed++;
            else
                Others.Add(here);
        }
    }
}
