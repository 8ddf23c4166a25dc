using System.Globalization;
using System.Text;

namespace Syndication.Digests;

/// <summary>An issue's numbers as a line for people: <c>planned 100,000: sent 99,984, in doubt 2, failed 14; repeats 1</c>.</summary>
internal static class IssueNumbers
{
    /// <summary>The line; states without messages are left out.</summary>
    public static string Line(IssueSummary issue)
    {
        var counts = issue.Messages;
        (string Name, long Count)[] states =
        [
            ("sent", counts.Sent),
            ("queued", counts.Queued),
            ("leased", counts.Leased),
            ("sending", counts.Sending),
            ("deferred", counts.Deferred),
            ("in doubt", counts.InDoubt),
            ("held", counts.Held),
            ("failed", counts.Failed),
            ("suppressed", counts.Suppressed),
            ("cancelled", counts.Cancelled),
            ("expired", counts.Expired),
        ];
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"planned {counts.Planned:N0}");
        var next = ": ";
        foreach (var (name, count) in states.Where(state => state.Count > 0))
        {
            line.Append(next).Append(CultureInfo.InvariantCulture, $"{name} {count:N0}");
            next = ", ";
        }

        line.Append(CultureInfo.InvariantCulture, $"; repeats {issue.Repeats:N0}");
        if (issue.Doubts > 0)
            line.Append(CultureInfo.InvariantCulture, $", ever in doubt {issue.Doubts:N0}");
        return line.ToString();
    }

    /// <summary>What an operator should know of it beside the numbers.</summary>
    public static IEnumerable<string> Notes(IssueSummary issue)
    {
        foreach (var reason in issue.Reasons ?? [])
            yield return reason;
        if (issue.Messages.Expired > 0)
            yield return "expired: not sent within its freshness; its articles are folded into those readers' next issue";
        if (issue.Messages.Held > 0)
            yield return "held: may have arrived, and waits for you: release sends it again, give-up ends it";
    }
}
