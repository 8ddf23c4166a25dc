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
            document.EndsNow ? clock.GetUtcNow() : document.Ended,
            document.Approval,
            document.Issues is { } listed ? string.Equals(listed, "unlisted", StringComparison.Ordinal) : null
        );
        if (wanted.Language is { } language && !LanguageTag.IsValid(language))
            fields.Add("language", language, "a BCP 47 language tag such as en-US");
        if (document.Content is not (null or "full" or "summary"))
            fields.Add("content", document.Content, "full or summary");
        if (document.Issues is not (null or "public" or "unlisted"))
            fields.Add("issues", document.Issues, "public or unlisted");
        // Nothing waits for the hour: its feeds would answer 410 from now on.
        if (wanted.EndedAt > clock.GetUtcNow())
            fields.Add("ended", $"{wanted.EndedAt:O}", "true, or an instant that is not in the future");
        return StoreAsync(new SectionSlug(slug), name ?? "", wanted, fields, ct);
    }

    /// <summary>Ends the section. Safe to run again.</summary>
    /// <returns>A fault of <c>section</c> where there is none of that name.</returns>
    public Task<SectionOutcome> EndAsync(SectionSlug slug, CancellationToken ct) =>
        ChangeAsync(slug, heir: null, section => section.EndedAt ??= clock.GetUtcNow(), ct);

    /// <summary>Leads the section's readers to another one. Safe to run again.</summary>
    /// <inheritdoc cref="EndAsync" path="/returns"/>
    public Task<SectionOutcome> MoveAsync(SectionSlug slug, SectionSlug heir, CancellationToken ct) =>
        ChangeAsync(slug, heir, section => section.MovedTo = heir, ct);

    /// <summary>Lets a section that ended or moved run again. Safe to run again.</summary>
    /// <inheritdoc cref="EndAsync" path="/returns"/>
    public Task<SectionOutcome> ReopenAsync(SectionSlug slug, CancellationToken ct) =>
        ChangeAsync(slug, heir: null, section => (section.MovedTo, section.EndedAt) = (null, null), ct);

    private Task<SectionOutcome> ChangeAsync(SectionSlug slug, SectionSlug? heir, Action<Section> change, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var fields = new FieldCheck([]);
                if (heir is { } other)
                    await CheckHeirAsync(db, slug, other, fields, token);
                var section = fields.Faults.Count == 0 ? await sections.ChangeAsync(db, slug, change, token) : null;
                if (section is null && fields.Faults.Count == 0)
                    fields.Add("section", slug.Value, "a section that exists");
                return new SectionOutcome(section, IsNew: false, fields.Faults);
            },
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
        var heirs = new SectionHeirs(await db.Set<Section>().AsNoTracking().ToListAsync(ct));
        if (heir == slug || !heirs.LeadsTo(heir, heir))
            fields.Add("movedTo", heir.Value, "another section that exists");
        else if (heirs.LeadsTo(heir, slug))
            fields.Add("movedTo", heir.Value, $"a section that does not itself lead to {slug}: feeds would go round in a circle");
    }

    private sealed record Wanted(
        string Description,
        string Note,
        string? Language,
        FeedContent Content,
        SectionSlug? MovedTo,
        DateTimeOffset? EndedAt,
        bool? HoldsIssues,
        bool? HidesIssues
    )
    {
        public void ApplyTo(Section section)
        {
            (section.Description, section.Note, section.Language) = (Description, Note, Language);
            (section.Content, section.MovedTo, section.EndedAt) = (Content, MovedTo, EndedAt);

            // These came after the contract: who replaces a section without naming them does not mean to change them.
            section.HoldsIssues = HoldsIssues ?? section.HoldsIssues;
            section.HidesIssues = HidesIssues ?? section.HidesIssues;
        }
    }
}

/// <summary>What became of a section that was sent.</summary>
/// <param name="Section">As it is now; null where there are faults.</param>
/// <param name="IsNew">Whether it was added.</param>
/// <param name="Faults">What is wrong.</param>
internal sealed record SectionOutcome(Section? Section, bool IsNew, IReadOnlyList<Fault> Faults);
