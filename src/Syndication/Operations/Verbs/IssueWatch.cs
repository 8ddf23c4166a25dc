using Spectre.Console;
using Syndication.Digests;

namespace Syndication.Operations.Verbs;

/// <summary>Follows an issue until none of its messages is on its way: a bar on a terminal, elsewhere a line whenever the numbers change.</summary>
internal sealed class IssueWatch(IssueDesk desk, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Returns the issue as it was at the end.</summary>
    public Task<IssueSummary> FollowAsync(IssueSummary issue, CancellationToken ct) =>
        Console.IsOutputRedirected ? FollowAsync(issue, WriteChanges(), ct) : DrawAsync(issue, ct);

    private async Task<IssueSummary> DrawAsync(IssueSummary issue, CancellationToken ct)
    {
        var last = await AnsiConsole
            .Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(Line(issue)), maxValue: Math.Max(1, issue.Messages.Planned));
                return await FollowAsync(
                    issue,
                    now =>
                    {
                        bar.MaxValue = Math.Max(1, now.Messages.Planned);
                        bar.Value = now.Messages.Planned - now.Messages.Open;
                        bar.Description = Markup.Escape(Line(now));
                        return Task.CompletedTask;
                    },
                    ct
                );
            });
        await output.WriteLineAsync(Line(last));
        return last;
    }

    private async Task<IssueSummary> FollowAsync(IssueSummary issue, Func<IssueSummary, Task> show, CancellationToken ct)
    {
        await show(issue);
        while (issue.Messages.Open > 0)
        {
            await Task.Delay(Look, clock, ct);
            issue = await desk.FindAsync(issue.Id, ct) ?? issue;
            await show(issue);
        }

        return issue;
    }

    private Func<IssueSummary, Task> WriteChanges()
    {
        var written = "";
        return now =>
        {
            var line = Line(now);
            if (string.Equals(line, written, StringComparison.Ordinal))
                return Task.CompletedTask;
            written = line;
            return output.WriteLineAsync(line);
        };
    }

    private static string Line(IssueSummary issue) =>
        string.Equals(issue.State, "open", StringComparison.Ordinal)
            ? IssueNumbers.Line(issue)
            : $"{issue.State}; {IssueNumbers.Line(issue)}";
}
