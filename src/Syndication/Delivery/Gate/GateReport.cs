namespace Syndication.Delivery.Gate;

/// <summary>What all checks of the publication's sending found, and when.</summary>
/// <param name="At">When they were made.</param>
/// <param name="Findings">One or more of each check, in the order of the table.</param>
internal sealed record GateReport(DateTimeOffset At, IReadOnlyList<GateFinding> Findings)
{
    private const string Indent = "  ";

    /// <summary>What must be mended.</summary>
    public IReadOnlyList<GateFinding> Faults { get; } = [.. Findings.Where(finding => finding.IsFault)];

    /// <summary>The table, a line for each finding; below a finding, what mends it.</summary>
    public IEnumerable<string> Lines()
    {
        var status = Findings.Max(finding => finding.Status.ToString().Length);
        var check = Findings.Max(finding => finding.Check.Length);
        foreach (var finding in Findings)
        {
            yield return $"{Word(finding.Status).PadRight(status)}{Indent}{finding.Check.PadRight(check)}{Indent}{finding.Says}";
            if (finding.Mend is { } mend)
                yield return $"{new string(' ', status + check + (2 * Indent.Length))}{mend}";
        }

        yield return Faults.Count == 0 ? "no faults" : $"{Faults.Count} {(Faults.Count == 1 ? "fault" : "faults")}";
    }

    private static string Word(GateStatus status) => status.ToString().ToLowerInvariant();
}
