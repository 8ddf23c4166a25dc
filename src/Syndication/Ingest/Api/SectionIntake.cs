using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest.Api;

/// <summary>Adds and changes sections; what readers see of them changes version with them.</summary>
internal sealed class SectionIntake(Database database, SectionStore sections, TimeProvider clock)
{
    /// <summary>Adds the section, or replaces what is said of it.</summary>
    public Task<SectionOutcome> PutAsync(string slug, SectionDocument document, IReadOnlyList<Fault> earlier, CancellationToken ct)
    {
        var fields = new FieldCheck(earlier);
        if (!Slug.IsValid(slug))
            fields.Add("section", slug, "lower-case letters and digits joined by single hyphens, at most 80 characters");
        var name = fields.Text("name", document.Name, 200);
        if (string.IsNullOrEmpty(name) && !fields.HasFault("name"))
            fields.Add("name", document.Name, "required, not empty");
        var wanted = new Wanted(
            fields.Text("description", document.Description, 2000) ?? "",
            fields.Text("note", document.Note, 2000) ?? "",
            string.IsNullOrWhiteSpace(document.Language) ? null : document.Language,
            string.Equals(document.Content, "summary", StringComparison.Ordinal) ? FeedContent.Summary : FeedContent.Full,
            string.IsNullOrEmpty(document.MovedTo) ? null : new SectionSlug(document.MovedTo),
            document.EndsNow ? clock.GetUtcNow() : document.Ended
        );
        if (wanted.Language is { } language && !LanguageTag.IsValid(language))
            fields.Add("language", language, "a BCP 47 language tag such as en-US");
        if (document.Content is not (null or "full" or "summary"))
            fields.Add("content", document.Content, "full or summary");
        return StoreAsync(new SectionSlug(slug), name ?? "", wanted, fields, ct);
    }

    /// <summary>Ends the section. Safe to run again.</summary>
    /// <returns>False where there is none.</returns>
    public Task<bool> EndAsync(SectionSlug slug, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) => await sections.ChangeAsync(db, slug, section => section.EndedAt ??= clock.GetUtcNow(), token) is not null,
            ct
        );

    private Task<SectionOutcome> StoreAsync(SectionSlug slug, string name, Wanted wanted, FieldCheck fields, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                // Here, not before: two sections that are moved at the same time must not end up leading to each other.
                if (wanted.MovedTo is { } heir)
                    await CheckHeirAsync(db, slug, heir, fields, token);
                if (fields.Faults.Count > 0)
                    return new SectionOutcome(null, IsNew: false, fields.Faults);
                var (section, isNew) = await sections.PutAsync(db, slug, name, wanted.ApplyTo, token);
                return new SectionOutcome(section, isNew, []);
            },
            ct
        );

    private static async Task CheckHeirAsync(PublicationDb db, SectionSlug slug, SectionSlug heir, FieldCheck fields, CancellationToken ct)
    {
        var heirs = await db.Set<Section>().AsNoTracking().ToDictionaryAsync(section => section.Slug, section => section.MovedTo, ct);
        if (heir == slug || !heirs.ContainsKey(heir))
            fields.Add("movedTo", heir.Value, "another section that exists");
        else if (LeadsTo(slug, heir, heirs))
            fields.Add("movedTo", heir.Value, $"a section that does not itself lead to {slug}: feeds would go round in a circle");
    }

    private static bool LeadsTo(SectionSlug end, SectionSlug start, Dictionary<SectionSlug, SectionSlug?> heirs)
    {
        var passed = new HashSet<SectionSlug>();
        for (SectionSlug? at = start; at is { } section && passed.Add(section); at = heirs.GetValueOrDefault(section))
        {
            if (section == end)
                return true;
        }

        return false;
    }

    private sealed record Wanted(
        string Description,
        string Note,
        string? Language,
        FeedContent Content,
        SectionSlug? MovedTo,
        DateTimeOffset? EndedAt
    )
    {
        public void ApplyTo(Section section)
        {
            (section.Description, section.Note, section.Language) = (Description, Note, Language);
            (section.Content, section.MovedTo, section.EndedAt) = (Content, MovedTo, EndedAt);
        }
    }
}

/// <summary>What became of a section that was sent.</summary>
/// <param name="Section">As it is now; null where there are faults.</param>
/// <param name="IsNew">Whether it was added.</param>
/// <param name="Faults">What is wrong.</param>
internal sealed record SectionOutcome(Section? Section, bool IsNew, IReadOnlyList<Fault> Faults);
