using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Where a new reader begins: a little before the present, so that the first issue is not empty.</summary>
internal static class Beginnings
{
    /// <summary>The mark of each section beyond which lie its last pieces; sections without any are left out.</summary>
    public static async Task<Dictionary<SectionSlug, long>> MarksAsync(
        PublicationDb db,
        IEnumerable<SectionSlug> sections,
        int pieces,
        CancellationToken ct
    )
    {
        var marks = new Dictionary<SectionSlug, long>();
        if (pieces == 0)
            return marks;
        foreach (var section in sections)
        {
            var last = await (
                from membership in db.Set<MembershipRow>()
                join article in db.Set<ArticleRow>() on membership.Article equals article.Id
                where membership.Section == section && membership.Visible && membership.Sequence != null && article.Announce
                orderby membership.Sequence descending
                select membership.Sequence!.Value
            )
                .Take(pieces)
                .ToListAsync(ct);
            if (last.Count > 0)
                marks[section] = last[^1] - 1;
        }

        return marks;
    }
}
