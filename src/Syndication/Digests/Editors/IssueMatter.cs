using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests.Editors;

/// <summary>What editors added to an issue that is stored already: a later version of it has the same.</summary>
internal sealed class IssueMatter(Database database, InsertStore inserts)
{
    /// <summary>What was in it when it was compiled first, without what was removed since.</summary>
    public async Task<EditorsMatter> OfAsync(Issue issue, CancellationToken ct)
    {
        if (issue.SpecialEdition is not { } id)
            return await inserts.ForAsync([.. issue.Sections.Select(slug => new SectionSlug(slug))], issue.CreatedAt, ct);
        var special = await database.ReadAsync((db, token) => db.Set<SpecialEdition>().SingleAsync(one => one.Id == id, token), ct);
        return special.Matter;
    }
}
