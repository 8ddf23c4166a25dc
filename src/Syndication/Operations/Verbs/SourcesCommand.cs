using System.CommandLine;
using Syndication.Articles;
using Syndication.Ingest.Sources;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>sources list</c>, <c>sources fetch</c> and <c>sources resume</c>.</summary>
internal static class SourcesCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const string NotConfigured = "no such source: it is not in Ingest:Sources";

    public static Command Create(IServiceProvider services) =>
        new("sources", "Says what is pulled and what came of it, fetches a source now, asks one again that ended.")
        {
            CreateList(services),
            CreateFetch(services),
            CreateResume(services),
        };

    private static Command CreateList(IServiceProvider services)
    {
        var command = new Command(
            "list",
            "Lists all sources: name, kind, state, last fetch, its outcome, next fetch, what came, why nothing did."
        );
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                foreach (var view in await services.GetRequiredService<SourceDesk>().ListAsync(ct))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(SourceLines.Of(view));
                return Success;
            }
        );
        return command;
    }

    private static Command CreateFetch(IServiceProvider services)
    {
        var which = Which();
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Fetch and check everything, store nothing; any feed's address will do",
        };
        var command = new Command("fetch", "Fetches a source now: prints what came, what was mended, what was refused and why.")
        {
            which,
            dryRun,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var console = parsed.InvocationConfiguration;
                var desk = services.GetRequiredService<SourceDesk>();
                var named = parsed.GetRequiredValue(which);
                var isDry = parsed.GetValue(dryRun);
                if ((services.GetRequiredService<SourceList>().FindBy(named) ?? (isDry ? Stranger(named) : null)) is not { } source)
                {
                    await console.Error.WriteLineAsync(NotConfigured);
                    return Failure;
                }

                if ((isDry ? await desk.TryAsync(source, ct) : await desk.FetchAsync(source, ct)) is not { } pulled)
                {
                    await console.Error.WriteLineAsync("it is being fetched by another process, or broke off: see \"sources list\"");
                    return Failure;
                }

                foreach (var line in SourceLines.Of(pulled))
                    await console.Output.WriteLineAsync(line);
                // An embargo that ended while no server ran is settled here and now, as after an import.
                if (!isDry)
                    await services.GetRequiredService<ArticleJobs>().SettleDueAsync(ct);
                return pulled.Fetched.Outcome is SourceOutcome.Read or SourceOutcome.NotModified ? Success : Failure;
            }
        );
        return command;
    }

    private static Command CreateResume(IServiceProvider services)
    {
        var which = Which();
        var command = new Command("resume", "Asks a source again at once that had ended or is left alone for its failures.") { which };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                if (
                    services.GetRequiredService<SourceList>().FindBy(parsed.GetRequiredValue(which)) is { } source
                    && await services.GetRequiredService<SourceDesk>().ResumeAsync(source, ct)
                )
                    return Success;
                await parsed.InvocationConfiguration.Error.WriteLineAsync(NotConfigured);
                return Failure;
            }
        );
        return command;
    }

    private static Argument<string> Which() => new("NAME") { Description = "The source's name, or its address as configured." };

    private static Source? Stranger(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? new Source
            {
                Key = Source.KeyOf(address),
                Kind = SourceKind.Feed,
                Address = uri,
            }
            : null;
}
