using System.CommandLine;

namespace Syndication.Operations.Verbs;

/// <summary>The command line: which verbs there are.</summary>
internal static class VerbTable
{
    /// <summary>All verbs; no verb means <c>serve</c>.</summary>
    public static RootCommand Build(IServiceProvider services) =>
        new("Publishes a newsroom's articles as feeds and as digests on each reader's own plan. No verb means serve.")
        {
            new Command("serve", "Serves feeds, pages and the API, plans and sends digests (the default)."),
            MigrateCommand.Create(services),
            SectionsCommand.Create(services),
            KeysCommand.Create(services),
            ImportCommand.Create(services),
            ExportCommand.Create(services),
            SubscribersCommand.Create(services),
            SendNowCommand.Create(services),
            IssuesCommand.Create(services),
            PreviewCommand.Create(services),
            MessagesCommand.Create(services),
            BouncesCommand.Create(services),
            IngestCommand.Create(services),
            SuppressionsCommand.Create(services),
            DoctorCommand.Create(services),
        };
}
