using System.CommandLine;
using Syndication.Ingest.Api;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>sections end</c>, <c>sections move</c> and <c>sections reopen</c>: what becomes of a section's readers.</summary>
internal static class SectionFateCommands
{
    private const int Success = 0;
    private const int Failure = 1;

    public static IEnumerable<Command> Create(IServiceProvider services) =>
        [CreateEnd(services), CreateMove(services), CreateReopen(services)];

    private static Command CreateEnd(IServiceProvider services)
    {
        var slug = SectionArgument.Create();
        var command = new Command("end", "Ends a section: its feeds answer 410, its articles stay.") { slug };
        command.SetAction((parsed, ct) => RunAsync(services, parsed, slug, "ended", (intake, section) => intake.EndAsync(section, ct), ct));
        return command;
    }

    private static Command CreateMove(IServiceProvider services)
    {
        var slug = SectionArgument.Create();
        var to = new Option<string>("--to") { Description = "The section that takes over its readers.", Required = true };
        var command = new Command("move", "Leads a section's readers to another section: its feeds answer 301.") { slug, to };
        command.SetAction(
            (parsed, ct) =>
            {
                var heir = new SectionSlug(parsed.GetRequiredValue(to));
                return RunAsync(services, parsed, slug, $"moved to {heir}:", (intake, section) => intake.MoveAsync(section, heir, ct), ct);
            }
        );
        return command;
    }

    private static Command CreateReopen(IServiceProvider services)
    {
        var slug = SectionArgument.Create();
        var command = new Command("reopen", "Lets a section that ended or moved run again.") { slug };
        command.SetAction(
            (parsed, ct) => RunAsync(services, parsed, slug, "reopened", (intake, section) => intake.ReopenAsync(section, ct), ct)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services,
        ParseResult parsed,
        Argument<string> slug,
        string done,
        Func<SectionIntake, SectionSlug, Task<SectionOutcome>> change,
        CancellationToken ct
    )
    {
        await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var section = new SectionSlug(parsed.GetRequiredValue(slug));
        var outcome = await change(services.GetRequiredService<SectionIntake>(), section);
        var configuration = parsed.InvocationConfiguration;
        foreach (var fault in outcome.Faults)
            await configuration.Error.WriteLineAsync($"{fault.Field}: {fault.Message}");
        if (outcome.Faults.Count > 0)
            return Failure;
        await configuration.Output.WriteLineAsync($"{done} {section}");
        return Success;
    }
}
