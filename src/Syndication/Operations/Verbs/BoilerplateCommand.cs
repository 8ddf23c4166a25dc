using System.CommandLine;
using System.Globalization;
using Syndication.Ingest.Boilerplate;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>boilerplate list</c>, <c>boilerplate accept</c> and <c>boilerplate refuse</c>.</summary>
internal static class BoilerplateCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static Command Create(IServiceProvider services) =>
        new("boilerplate", "Shows what recurs in a source's articles, and takes out of what comes in what you accept.")
        {
            CreateList(services),
            CreateDecision(services, "accept", "Takes the block out of all that comes in from its source.", BoilerplateState.Accepted),
            CreateDecision(services, "refuse", "Leaves the block where it is, and does not offer it again.", BoilerplateState.Refused),
        };

    private static Command CreateList(IServiceProvider services)
    {
        var source = new Option<string?>("--source") { Description = "Only this source's." };
        var state = new Option<string?>("--state") { Description = "Only those: offered, accepted or refused." };
        state.AcceptOnlyFromAmong("offered", "accepted", "refused");
        var command = new Command(
            "list",
            "Lists them, the most frequent first: number, state, source, in how many of the last articles, text; then examples."
        )
        {
            source,
            state,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var desk = services.GetRequiredService<BoilerplateDesk>();
                var only = BoilerplateDesk.StateOf(parsed.GetValue(state));
                foreach (var block in await desk.ListAsync(parsed.GetValue(source), only, ct))
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(Line(block));
                    foreach (var example in block.Examples)
                        await parsed.InvocationConfiguration.Output.WriteLineAsync($"\t{Printable(example.Title)}\t{example.Address}");
                }

                return Success;
            }
        );
        return command;
    }

    private static Command CreateDecision(IServiceProvider services, string name, string description, BoilerplateState state)
    {
        var number = new Argument<long>("NUMBER") { Description = "As \"boilerplate list\" shows it." };
        var command = new Command(name, description) { number };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                if (await services.GetRequiredService<BoilerplateDesk>().DecideAsync(parsed.GetRequiredValue(number), state, ct))
                    return Success;
                await parsed.InvocationConfiguration.Error.WriteLineAsync("there is no block of that number");
                return Failure;
            }
        );
        return command;
    }

    private static string Line(RecurringBlock block) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{block.Id}\t{block.State}\t{block.Source}\t{block.Seen} of {block.Of}\t{Printable(block.Text)}"
        );

    // What a stranger wrote must not move an operator's cursor.
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
