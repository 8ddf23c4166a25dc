using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest;

/// <summary>Standing notes that come with articles: they belong to the section, which loses them where it has none of its own.</summary>
internal sealed class SectionNotes(SectionStore sections)
{
    /// <summary>Gives the section a note that was taken out of a body, unless it has one. Safe to run again.</summary>
    public async Task OfferAsync(PublicationDb db, SectionSlug slug, string note, CancellationToken ct) =>
        await sections.ChangeAsync(
            db,
            slug,
            section => section.Note = section.Note.Length == 0 ? PlainField.Clean(note, out _) : section.Note,
            ct
        );
}
