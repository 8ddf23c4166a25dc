using System.CommandLine;
using Syndication.Digests;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>issues</c>: the numbers of issues, their progress, and the operator's switches.</summary>
internal static class IssuesCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static Command Create(IServiceProvider services) =>
        new("issues", "Shows what became of each issue's messages; pauses, resumes, cancels and sends again.")
        {
            CreateList(services),
            CreateShow(services),
            FiguresCommand.Create(services),
            LinksCommand.Create(services),
            ForecastCommand.Create(services),
            SpecialCommand.Create(services),
            CreateAct(services, IssueAct.Approve, "approve", "Lets an issue go out that waits for approval."),
            CreateAct(services, IssueAct.Pause, "pause", "Stops sending for the time being; messages on their way still arrive."),
            CreateAct(services, IssueAct.Resume, "resume", "Lets a paused issue go on."),
            CreateAct(services, IssueAct.Cancel, "cancel", "Ends what is not sent yet; its articles come in those readers' next issue."),
            CreateAct(
                services,
                IssueAct.Resend,
                "resend",
                "Sends again to exactly those who did not get it: failed, expired, or cancelled with the issue."
            ),
            CreateAct(services, IssueAct.Release, "release", "Sends held messages again, with the same Message-ID; they may arrive twice."),
            CreateAct(services, IssueAct.GiveUp, "give-up", "Ends held messages; their articles are not sent to those readers again."),
        };

    private static Command CreateList(IServiceProvider services)
    {
        var latest = new Option<int>("--latest") { Description = "How many, 1 to 200.", DefaultValueFactory = _ => 20 };
        latest.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 200)
                result.AddError($"--latest: {result.GetValueOrDefault<int>()} is not between 1 and 200.");
        });
        var command = new Command("list", "Lists the latest issues, newest first: name, when compiled, state, numbers, title.") { latest };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                foreach (var issue in await services.GetRequiredService<IssueDesk>().LatestAsync(parsed.GetValue(latest), ct))
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(
                        $"{issue.Id}\t{issue.CreatedAt:u}\t{issue.State}\t{IssueNumbers.Line(issue)}\t{issue.Title}"
                    );
                }

                return Success;
            }
        );
        return command;
    }

    private static Command CreateShow(IServiceProvider services)
    {
        var name = Name();
        var watch = new Option<bool>("--watch") { Description = "Follow it until nothing is on its way any more." };
        var command = new Command("show", "Shows an issue's numbers.") { name, watch };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var (output, issue) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(name));
                var desk = services.GetRequiredService<IssueDesk>();
                if (await desk.FindAsync(issue, ct) is not { } found)
                    return await UnknownAsync(parsed, issue);
                await output.WriteLineAsync($"{found.Id}\t{found.CreatedAt:u}\t{found.State}\t{found.Title}");
                if (parsed.GetValue(watch))
                    found = await new IssueWatch(desk, services.GetRequiredService<TimeProvider>(), output).FollowAsync(found, ct);
                else
                    await output.WriteLineAsync(IssueNumbers.Line(found));
                foreach (var note in IssueNumbers.Notes(found))
                    await output.WriteLineAsync(note);
                return Success;
            }
        );
        return command;
    }

    private static Command CreateAct(IServiceProvider services, IssueAct act, string verb, string description)
    {
        var name = Name();
        var command = new Command(verb, description) { name };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var issue = parsed.GetRequiredValue(name);
                switch (await services.GetRequiredService<IssueActs>().DoAsync(issue, act, ct))
                {
                    case IssueActOutcome.Refused refused:
                        await parsed.InvocationConfiguration.Error.WriteLineAsync(refused.Reason);
                        return Failure;
                    case IssueActOutcome.Done done:
                        await WriteAsync(services, parsed, issue, done, ct);
                        return Success;
                    default:
                        return await UnknownAsync(parsed, issue);
                }
            }
        );
        return command;
    }

    private static async Task WriteAsync(
        IServiceProvider services,
        ParseResult parsed,
        string issue,
        IssueActOutcome.Done done,
        CancellationToken ct
    )
    {
        var output = parsed.InvocationConfiguration.Output;
        if (done.Messages is { } messages)
            await output.WriteLineAsync($"{messages} messages");
        if (await services.GetRequiredService<IssueDesk>().FindAsync(issue, ct) is { } found)
            await output.WriteLineAsync($"{found.State}\t{IssueNumbers.Line(found)}");
    }

    private static Argument<string> Name() => new("ISSUE") { Description = "The issue's name, as \"issues list\" shows it." };

    private static async Task<int> UnknownAsync(ParseResult parsed, string issue)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"there is no issue '{issue}'");
        return Failure;
    }
}
