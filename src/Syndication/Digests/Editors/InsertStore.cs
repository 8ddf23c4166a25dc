using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests.Editors;

/// <summary>Keeps what editors put into issues, and finds what belongs into one.</summary>
internal sealed class InsertStore(Database database, TimeProvider clock)
{
    /// <summary>Adds it.</summary>
    public Task AddAsync(Insert insert, CancellationToken ct) =>
        database.WriteAsync(
            (db, _) =>
            {
                db.Add(insert);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Those whose time is not over, the oldest first.</summary>
    public Task<List<Insert>> OpenAsync(CancellationToken ct) => InForceAsync(clock.GetUtcNow(), begun: false, ct);

    /// <summary>Takes it out of all issues that are compiled from now on.</summary>
    /// <returns>False where there is none of that name.</returns>
    public Task<bool> RemoveAsync(string publicId, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) => await db.Set<Insert>().Where(insert => insert.PublicId == publicId).ExecuteDeleteAsync(token) > 0,
            ct
        );

    /// <summary>What belongs into an issue of these sections: of each kind the newest, a section's own before the publication's; every lead.</summary>
    /// <param name="sections">The issue's.</param>
    /// <param name="at">When it is compiled, or was at first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<EditorsMatter> ForAsync(IReadOnlyCollection<SectionSlug> sections, DateTimeOffset at, CancellationToken ct)
    {
        var mine = (await InForceAsync(at, begun: true, ct))
            .Where(insert => insert.Section is not { } section || sections.Contains(section))
            .OrderByDescending(insert => insert.Section is not null)
            .ThenByDescending(insert => insert.Id)
            .ToList();
        if (mine.Count == 0)
            return EditorsMatter.None;
        var note = mine.Find(insert => insert.Kind is InsertKind.Note);
        return new EditorsMatter
        {
            NoteTitle = note?.Title ?? "",
            Note = note?.Text ?? "",
            Sponsor = mine.Find(insert => insert.Kind is InsertKind.Sponsor),
            Leads =
            [
                .. mine.Where(insert => insert.Kind is InsertKind.Lead).Select(insert => insert.Article).OfType<ArticleId>().Distinct(),
            ],
        };
    }

    private Task<List<Insert>> InForceAsync(DateTimeOffset at, bool begun, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<Insert>()
                    .Where(insert => (insert.Until == null || insert.Until > at) && (!begun || insert.From <= at))
                    .OrderBy(insert => insert.Id)
                    .ToListAsync(token),
            ct
        );
}
