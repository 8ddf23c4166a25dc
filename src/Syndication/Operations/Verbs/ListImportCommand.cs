using System.CommandLine;
using System.Globalization;
using Syndication.Storage;
using Syndication.Subscribers.Lists;

namespace Syndication.Operations.Verbs;

/// <summary><c>import subscribers PATH</c>, <c>import list</c> and <c>import undo NUMBER</c>.</summary>
internal static class ListImportCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static IEnumerable<Command> Create(IServiceProvider services) =>
        [CreateImport(services), CreateList(services), CreateUndo(services)];

    private static Command CreateImport(IServiceProvider services)
    {
        var path = new Argument<FileInfo>("PATH") { Description = "A CSV file with a line of column names" };
        path.AcceptExistingOnly();
        var sections = new Option<string[]>("--section")
        {
            Description = "Sections that its readers get; may be repeated. All when left out",
        };
        var cadence = new Option<string?>("--cadence") { Description = "How often; the publication's default when left out" };
        cadence.AcceptOnlyFromAmong("each", "daily", "weekly", "monthly");
        var at = new Option<DateTimeOffset?>("--consent-at") { Description = "When consent was given, where a row does not say" };
        var how = new Option<string?>("--consent-how")
        {
            Description = "How consent was given; \"moved from\" and the system's name when left out",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and change nothing" };
        var command = new Command(
            "subscribers",
            "Takes over a list of readers that has consent already: CSV from Mailchimp, listmonk, Substack, Ghost, Buttondown or \"export subscribers\". Brings back nobody who left."
        )
        {
            path,
            sections,
            cadence,
            at,
            how,
            dryRun,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var file = parsed.GetRequiredValue(path);
                var request = new ListRequest
                {
                    Name = file.Name,
                    Sections = parsed.GetValue(sections) ?? [],
                    Cadence = parsed.GetValue(cadence),
                    ConsentAt = parsed.GetValue(at),
                    ConsentHow = parsed.GetValue(how),
                    DryRun = parsed.GetValue(dryRun),
                };
                return await ImportAsync(services.GetRequiredService<ListImporter>(), file, request, parsed.InvocationConfiguration, ct);
            }
        );
        return command;
    }

    private static async Task<int> ImportAsync(
        ListImporter importer,
        FileInfo file,
        ListRequest request,
        InvocationConfiguration console,
        CancellationToken ct
    )
    {
        try
        {
            await using var list = file.OpenRead();
            var report = await ListProgress.RunAsync(
                "rows",
                list,
                progress => importer.ImportAsync(list, request, progress, ct),
                console.Output
            );
            foreach (var line in ListLines.Of(report))
                await console.Output.WriteLineAsync(line);
            return report.Import.Invalid == 0 ? Success : Failure;
        }
        catch (ListFaultException fault)
        {
            await console.Error.WriteLineAsync($"{file.Name}: {fault.Message}");
            return Failure;
        }
    }

    private static Command CreateList(IServiceProvider services)
    {
        var command = new Command("list", "Lists the latest lists that were taken over: number, when, file, what came of it.");
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                foreach (var import in await services.GetRequiredService<ListImports>().LatestAsync(ct))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(ListLines.Of(import));
                return Success;
            }
        );
        return command;
    }

    private static Command CreateUndo(IServiceProvider services)
    {
        var number = new Argument<long>("NUMBER") { Description = "The import's number, as \"import list\" shows it" };
        var command = new Command("undo", "Takes an import of readers back; whoever has acted since stays.") { number };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var undo = services.GetRequiredService<ListUndo>();
                var console = parsed.InvocationConfiguration;
                var undone = await ListProgress.RunAsync(
                    "readers",
                    file: null,
                    progress => undo.UndoAsync(parsed.GetValue(number), progress, ct),
                    console.Output
                );
                if (undone is null)
                {
                    await console.Error.WriteLineAsync("no such import");
                    return Failure;
                }

                await console.Output.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{undone.Reverted} taken back, {undone.Kept} kept as they are now")
                );
                return Success;
            }
        );
        return command;
    }
}
