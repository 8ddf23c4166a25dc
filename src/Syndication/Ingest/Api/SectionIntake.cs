using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest.Api;

/// <summary>Adds and changes sections; what readers see of them changes version with them.</summary>
internal sealed class SectionIntake(Database database, SectionStore sections, TimeProvider clock)
{
    /// <summary>Adds the section, or replaces what is said of it.</summary>
    public async Task<SectionOutcome> PutAsync(string slug, SectionDocument document, IReadOnlyList<Fault> earlier, CancellationToken ct)
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
            await MovedToAsync(slug, document.MovedTo, fields, ct),
            document.EndsNow ? clock.GetUtcNow() : document.Ended
        );
        if (wanted.Language is { } language && !LanguageTag.IsValid(language))
            fields.Add("language", language, "a BCP 47 language tag such as en-US");
        if (document.Content is not (null or "full" or "summary"))
            fields.Add("content", document.Content, "full or summary");
        return fields.Faults.Count > 0
            ? new SectionOutcome(null, IsNew: false, fields.Faults)
            : await StoreAsync(new SectionSlug(slug), name!, wanted, ct);
    }

    /// <summary>Ends the section. Safe to run again.</summary>
    /// <returns>False where there is none.</returns>
    public Task<bool> EndAsync(SectionSlug slug, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<Section>().SingleOrDefaultAsync(found => found.Slug == slug, token) is not { } section)
                    return false;
                if (section.EndedAt is null)
                {
                    section.EndedAt = clock.GetUtcNow();
                    await TouchAsync(db, slug, token);
                }

                return true;
            },
            ct
        );

    private async Task<SectionSlug?> MovedToAsync(string slug, string? movedTo, FieldCheck fields, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(movedTo))
            return null;
        var heir = new SectionSlug(movedTo);
        if (movedTo == slug || await sections.FindAsync(heir, ct) is null)
            fields.Add("movedTo", movedTo, "another section that exists");
        return heir;
    }

    private Task<SectionOutcome> StoreAsync(SectionSlug slug, string name, Wanted wanted, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var section = await db.Set<Section>().SingleOrDefaultAsync(found => found.Slug == slug, token);
                var isNew = section is null;
                section ??= new Section
                {
                    Slug = slug,
                    Name = name,
                    Position = (await db.Set<Section>().MaxAsync(found => (int?)found.Position, token) ?? -1) + 1,
                };
                if (isNew)
                    db.Add(section);
                section.Name = name;
                (section.Description, section.Note, section.Language) = (wanted.Description, wanted.Note, wanted.Language);
                (section.Content, section.MovedTo, section.EndedAt) = (wanted.Content, wanted.MovedTo, wanted.EndedAt);
                if (!isNew && db.Entry(section).State is EntityState.Modified)
                    await TouchAsync(db, slug, token);
                return new SectionOutcome(section, isNew, []);
            },
            ct
        );

    private Task TouchAsync(PublicationDb db, SectionSlug slug, CancellationToken ct) =>
        ScopeVersions.TouchAsync(db, [Scope.Publication, Scope.Section(slug)], clock.GetUtcNow(), ct);

    private sealed record Wanted(
        string Description,
        string Note,
        string? Language,
        FeedContent Content,
        SectionSlug? MovedTo,
        DateTimeOffset? EndedAt
    );
}

/// <summary>What became of a section that was sent.</summary>
/// <param name="Section">As it is now; null where there are faults.</param>
/// <param name="IsNew">Whether it was added.</param>
/// <param name="Faults">What is wrong.</param>
internal sealed record SectionOutcome(Section? Section, bool IsNew, IReadOnlyList<Fault> Faults);
