using System.CommandLine;
using Syndication.Bounces.Judging;

namespace Syndication.Operations.Verbs;

/// <summary><c>bounces judge PATH…</c>: what mails that came back mean. It needs no store and keeps nothing.</summary>
internal static class BouncesCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    // Folders are read as they come: a collection may be of any size.
    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    public static Command Create(IServiceProvider services)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files with one mail each, or folders with such files below them",
            Arity = ArgumentArity.OneOrMore,
        };
        var judge = new Command("judge", "Prints a line of JSON for each mail: who failed, and why. Nothing is stored.") { paths };
        judge.SetAction(
            async (parsed, ct) =>
            {
                var console = parsed.InvocationConfiguration;
                var failed = false;
                foreach (var path in parsed.GetRequiredValue(paths))
                    failed |= !await JudgeAllAsync(services.GetRequiredService<BounceJudge>(), path, console, ct);
                return failed ? Failure : Success;
            }
        );
        return new Command("bounces", "Reads mails that came back.") { judge };
    }

    private static async Task<bool> JudgeAllAsync(BounceJudge judge, string path, InvocationConfiguration console, CancellationToken ct)
    {
        if (!Directory.Exists(path))
            return await JudgeAsync(judge, path, console, ct);
        var isWhole = true;
        try
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", AllBelow))
                isWhole &= await JudgeAsync(judge, file, console, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"{path}: {Faults.LineOf(fault)}");
            return false;
        }

        return isWhole;
    }

    private static async Task<bool> JudgeAsync(BounceJudge judge, string file, InvocationConfiguration console, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            await using var message = File.OpenRead(file);
            await console.Output.WriteLineAsync(JudgedMail.Of(file, judge.Judge(message)).ToJson());
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"{file}: {Faults.LineOf(fault)}");
            return false;
        }
    }
}
