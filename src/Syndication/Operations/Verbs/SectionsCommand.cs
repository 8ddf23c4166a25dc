using System.CommandLine;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>sections add</c> and <c>sections list</c>; the others are <see cref="SectionFateCommands"/>.</summary>
internal static class SectionsCommand
{
    public static Command Create(IServiceProvider services)
    {
        var command = new Command("sections", "Adds, lists, ends and moves sections.") { CreateAdd(services), CreateList(services) };
        foreach (var fate in SectionFateCommands.Create(services))
            command.Add(fate);
        return command;
    }

    private static Command CreateAdd(IServiceProvider services)
    {
        var slug = SectionArgument.Create();
        var name = new Option<string>("--name") { Description = "Its name for people; made from the slug when left out." };
        var description = new Option<string>("--description") { Description = "What it is about." };
        var note = new Option<string>("--note") { Description = "Standing note printed under its articles." };
        var language = new Option<string>("--language") { Description = "BCP 47 tag; the publication's when left out." };
        language.Validators.Add(result =>
        {
            if (!LanguageTag.IsValid(result.GetValueOrDefault<string>()))
                result.AddError($"--language: '{result.GetValueOrDefault<string>()}' is not a BCP 47 tag such as en-US.");
        });
        var approval = new Option<bool?>("--approval")
        {
            Description = "Whether issues with it wait for somebody's approval: true or false.",
        };
        var issues = new Option<string>("--issues") { Description = "public or unlisted: whether its issues are in its archive." };
        issues.AcceptOnlyFromAmong("public", "unlisted");
        var command = new Command("add", "Adds a section, or changes the one of that name.")
        {
            slug,
            name,
            description,
            note,
            language,
            approval,
            issues,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var key = new SectionSlug(parsed.GetRequiredValue(slug));
                var sections = services.GetRequiredService<SectionStore>();
                var known = await sections.FindAsync(key, ct);
                var isNew = await sections.PutAsync(
                    key,
                    parsed.GetValue(name) ?? known?.Name ?? NameOf(key.Value),
                    section =>
                    {
                        section.Description = parsed.GetValue(description) ?? section.Description;
                        section.Note = parsed.GetValue(note) ?? section.Note;
                        section.Language = parsed.GetValue(language) ?? section.Language;
                        section.HoldsIssues = parsed.GetValue(approval) ?? section.HoldsIssues;
                        section.HidesIssues = parsed.GetValue(issues) is { } listed ? listed is "unlisted" : section.HidesIssues;
                    },
                    ct
                );
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{(isNew ? "added" : "changed")} {key}");
                return 0;
            }
        );
        return command;
    }

    private static Command CreateList(IServiceProvider services)
    {
        var command = new Command("list", "Lists the sections in their order.");
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                foreach (var section in await services.GetRequiredService<SectionStore>().AllAsync(ct))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{section.Slug}\t{section.Name}{FateOf(section)}");
                return 0;
            }
        );
        return command;
    }

    private static string FateOf(Section section) =>
        section.MovedTo is { } heir ? $"\tmoved to {heir}"
        : section.EndedAt is not null ? "\tended"
        : "";

    private static string NameOf(string slug) =>
        string.Join(' ', slug.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
