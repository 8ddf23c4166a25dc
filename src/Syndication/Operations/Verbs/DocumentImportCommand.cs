using System.CommandLine;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Imports;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>import ans PATH</c> and its like: documents of other systems, of one piece or of many thousand.</summary>
internal static class DocumentImportCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        [SourceKinds.Ans] = "Arc XP ANS 0.10: a story, a list, results of the content API, or a document on every line",
        [SourceKinds.Ninjs] = "IPTC ninjs 1.x to 3.x",
        [SourceKinds.NewsMl] = "IPTC NewsML-G2: a news item or a message with several",
        [SourceKinds.Nitf] = "IPTC NITF 3.x",
        [SourceKinds.Wxr] = "An export of WordPress (Tools, Export), of any length",
        [SourceKinds.WordPress] = "Posts of WordPress' REST API (wp/v2/posts?_embed)",
        [SourceKinds.Ghost] = "An export of Ghost (Settings, Import/Export)",
        [ImportKinds.Feed] = "RSS, Atom, JSON Feed or a news sitemap",
    };

    /// <summary>A command for each kind.</summary>
    public static IEnumerable<Command> Create(IServiceProvider services) => ImportKinds.Names.Select(kind => Create(services, kind));

    private static Command Create(IServiceProvider services, string kind)
    {
        var path = new Argument<string>("PATH") { Description = "A file, or a folder with all files of the kind below it" };
        var section = new Option<string?>("--section") { Description = "Slug or name of the section for what names none that exists here" };
        var site = new Option<string?>("--site")
        {
            Description = "Address of the site that it came from, for what is relative to it and for ids that are only that site's own",
        };
        site.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && SiteOf(given) is null)
                result.AddError($"--site: '{given}': an absolute http(s) address");
        });
        var announce = new Option<bool?>("--announce")
        {
            Description =
                "News to mail readers. Without it what is known stays what it is; of what is new, a wire's single story is; an archive is not (--announce false: never)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pages = new Option<bool>("--pages") { Description = "Take pages as articles too", Hidden = kind != SourceKinds.Wxr };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and check everything, store nothing" };
        var command = new Command(kind, Descriptions[kind]) { path, section, site, announce, pages, dryRun };
        command.SetAction(
            (parsed, ct) =>
            {
                var import = new DocumentImport(kind, parsed.GetRequiredValue(path))
                {
                    Section = parsed.GetValue(section),
                    Site = SiteOf(parsed.GetValue(site)),
                    Announce = parsed.GetResult(announce) is null ? null : parsed.GetValue(announce) ?? true,
                    WithPages = parsed.GetValue(pages),
                    DryRun = parsed.GetValue(dryRun),
                };
                return RunAsync(services, import, parsed.InvocationConfiguration.Output, ct);
            }
        );
        return command;
    }

    private static Uri? SiteOf(string? given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" ? site : null;

    private static async Task<int> RunAsync(IServiceProvider services, DocumentImport import, TextWriter output, CancellationToken ct)
    {
        await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var importer = services.GetRequiredService<DocumentImporter>();
        var tally = await ImportProgress.RunAsync(progress => ImportAsync(importer, import, progress, ct), output);
        foreach (var line in tally.Lines(import.DryRun))
            await output.WriteLineAsync(line);
        // An embargo that ended while no server ran, or an import of a scheduled piece whose hour has come, is settled here and now.
        if (!import.DryRun)
            await services.GetRequiredService<ArticleJobs>().SettleDueAsync(ct);
        return tally.HasFaults ? Failure : Success;
    }

    private static async Task<ImportTally> ImportAsync(
        DocumentImporter importer,
        DocumentImport import,
        ImportProgress progress,
        CancellationToken ct
    )
    {
        var tally = new ImportTally();
        await foreach (var item in importer.ImportAsync(import, ct))
        {
            tally.Add(item);
            foreach (var fault in item.Faults)
                progress.Write($"{item.File}: {(item.Id is null ? "" : $"{item.Id}: ")}{fault.Field}: {fault.Message}");
            progress.Report(tally.Count, item.Share);
        }

        return tally;
    }
}
