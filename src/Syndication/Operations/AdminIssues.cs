using System.Globalization;
using Syndication.Digests;

namespace Syndication.Operations;

/// <summary>Issues as <c>/admin</c> shows them: numbers, and the switches that do something at the moment.</summary>
internal static class AdminIssues
{
    /// <summary>Names of the switches in addresses.</summary>
    public static readonly IReadOnlyDictionary<string, IssueAct> Acts = new Dictionary<string, IssueAct>(StringComparer.Ordinal)
    {
        ["approve"] = IssueAct.Approve,
        ["pause"] = IssueAct.Pause,
        ["resume"] = IssueAct.Resume,
        ["cancel"] = IssueAct.Cancel,
        ["resend"] = IssueAct.Resend,
        ["release"] = IssueAct.Release,
        ["give-up"] = IssueAct.GiveUp,
    };

    /// <summary>Whether the page has numbers that move by themselves.</summary>
    public static bool AreMoving(IReadOnlyList<IssueSummary> issues) => issues.Any(issue => IsOpen(issue) && issue.Messages.Open > 0);

    /// <summary>The template's model of one issue.</summary>
    public static object Model(IssueSummary issue) =>
        new
        {
            title = issue.Title,
            address = $"/issues/{issue.Id}",
            compiled = issue.CreatedAt.ToString("u", CultureInfo.InvariantCulture),
            state = StateOf(issue),
            numbers = IssueNumbers.Line(issue),
            notes = IssueNumbers.Notes(issue).ToList(),
            planned = Math.Max(1, issue.Messages.Planned).ToString(CultureInfo.InvariantCulture),
            done = (issue.Messages.Planned - issue.Messages.Open).ToString(CultureInfo.InvariantCulture),
            moving = issue.Messages.Open > 0,
            acts = Possible(issue).Select(act => new { label = act.Label, action = $"/admin/issues/{issue.Id}/{act.Name}" }).ToList(),
        };

    private static bool IsOpen(IssueSummary issue) => string.Equals(issue.State, "open", StringComparison.Ordinal);

    private static bool IsUnapproved(IssueSummary issue) => string.Equals(issue.State, "unapproved", StringComparison.Ordinal);

    private static string StateOf(IssueSummary issue) =>
        IsUnapproved(issue) ? "waits for approval"
        : !IsOpen(issue) ? issue.State
        : issue.Messages.Open > 0 ? "being sent"
        : "done";

    private static IEnumerable<(string Name, string Label)> Possible(IssueSummary issue)
    {
        var counts = issue.Messages;
        if (IsUnapproved(issue))
            yield return ("approve", "Approve and send");
        if (IsOpen(issue) && counts.Open > 0)
            yield return ("pause", "Pause");
        if (string.Equals(issue.State, "paused", StringComparison.Ordinal))
            yield return ("resume", "Resume");
        if (counts.Open > 0)
            yield return ("cancel", "Cancel the rest");
        if (counts.Failed + counts.Expired + counts.Cancelled > 0)
            yield return ("resend", "Send to those who did not get it");
        if (counts.Held > 0)
        {
            yield return ("release", "Send the held ones again");
            yield return ("give-up", "Give the held ones up");
        }
    }
}
