using System.CommandLine;
using Syndication.Digests;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Verbs;

/// <summary><c>issues special</c>: sends articles to all who follow a section, out of turn.</summary>
internal static class SpecialCommand
{
    private const int WrongInput = 1;

    public static Command Create(IServiceProvider services)
    {
        var section = new Option<string>("--section") { Description = "Whose readers get it.", Required = true };
        var subject = new Option<string>("--subject") { Description = "The mail's subject.", Required = true };
        var note = new Option<string>("--note") { Description = "The editor's words above the articles." };
        var articles = new Option<string[]>("--article")
        {
            Description = "Slug or id of an article; several in the order to be shown.",
            Required = true,
        };
        var command = new Command(
            "special",
            "Sends articles to all who follow a section, out of turn; a running server takes it up within the minute, and nobody gets one again that they have."
        )
        {
            section,
            subject,
            note,
            articles,
        };
        command.SetAction(
            (parsed, ct) =>
                SendAsync(
                    services,
                    parsed,
                    new SpecialEditionDocument
                    {
                        Section = parsed.GetValue(section),
                        Subject = parsed.GetValue(subject),
                        Note = parsed.GetValue(note),
                        Articles = parsed.GetValue(articles) ?? [],
                    },
                    ct
                )
        );
        return command;
    }

    private static async Task<int> SendAsync(
        IServiceProvider services,
        ParseResult parsed,
        SpecialEditionDocument document,
        CancellationToken ct
    )
    {
        await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
        var faults = new FieldFaults();
        var edition = await document.CheckAsync(
            services.GetRequiredService<SectionStore>(),
            services.GetRequiredService<ArticleNames>(),
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            faults,
            ct
        );
        if (edition is null)
        {
            foreach (var (field, rules) in faults.ToDictionary())
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{field}: {string.Join("; ", rules)}");
            return WrongInput;
        }

        await services.GetRequiredService<SpecialEditions>().AddAsync(edition, ct);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(edition.PublicId);
        return 0;
    }
}
