using System.CommandLine;
using Syndication.Articles;
using Syndication.Ingest.Files;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary>The verb <c>import KIND PATH</c>: one line for each file on standard output, one for each fault.</summary>
internal static class ImportCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    /// <summary>The command; the caller prepares the store before it runs.</summary>
    public static Command Create(IServiceProvider services)
    {
        var command = new Command(
            "import",
            "Imports articles from files and from other systems' documents, and readers from lists. What was imported before is recognised."
        )
        {
            Kind(services, ImportKind.Text, "Plain text: headline, paragraphs divided by blank lines, a line about the author at the end"),
            Kind(services, ImportKind.Markdown, "Markdown with YAML front matter as Hugo and Jekyll write it"),
            Kind(services, ImportKind.Html, "HTML pages with one article each"),
        };
        foreach (var further in DocumentImportCommand.Create(services).Concat(ListImportCommand.Create(services)))
            command.Add(further);
        return command;
    }

    private static Command Kind(IServiceProvider services, ImportKind kind, string description)
    {
        var path = new Argument<string>("PATH") { Description = "A file, or a folder with all files of the kind below it" };
        var section = new Option<string?>("--section") { Description = "Slug or name of the section", Required = kind is ImportKind.Text };
        var title = new Option<string?>("--title") { Description = "Headline where a file has none" };
        var author = new Option<string?>("--author") { Description = "Name or slug of the author" };
        var announce = new Option<bool?>("--announce")
        {
            Description =
                "News to mail readers. Without it what is known stays what it is; of what is new, a single file is; a folder is an archive and is not (--announce false: never)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and check everything, store nothing" };
        var command = new Command(kind.ToString().ToLowerInvariant(), description) { path, section, title, author, announce, dryRun };
        command.SetAction(
            (parsed, ct) =>
            {
                var request = new ImportRequest(kind, parsed.GetRequiredValue(path))
                {
                    Section = parsed.GetValue(section),
                    Title = parsed.GetValue(title),
                    Author = parsed.GetValue(author),
                    Announce = parsed.GetResult(announce) is null ? null : parsed.GetValue(announce) ?? true,
                    DryRun = parsed.GetValue(dryRun),
                };
                return RunAsync(services, request, parsed.InvocationConfiguration.Output, ct);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ImportRequest request, TextWriter output, CancellationToken ct)
    {
        await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var failed = false;
        await foreach (var result in services.GetRequiredService<FileImporter>().ImportAsync(request, ct))
        {
            failed |= result.Outcome is ImportOutcome.Refused;
            await output.WriteLineAsync($"{result.File}: {result.Outcome.ToString().ToLowerInvariant()} {result.Address}".TrimEnd());
            foreach (var fault in result.Faults)
                await output.WriteLineAsync($"{result.File}: {fault.Field}: {fault.Message}");
            foreach (var note in result.Notes)
                await output.WriteLineAsync($"  {note}");
        }

        // An embargo that ended while no server ran, or an import of a scheduled piece whose hour has come, is settled here and now.
        if (!request.DryRun)
            await services.GetRequiredService<ArticleJobs>().SettleDueAsync(ct);
        return failed ? Failure : Success;
    }
}
