using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>What issues had in them, for whoever calls them back.</summary>
internal sealed class IssueContents : IIssueContents
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<NewsPlace>> PlacesAsync(PublicationDb db, IReadOnlyCollection<long> issues, CancellationToken ct)
    {
        var places = await (
            from shown in db.Set<IssueArticle>()
            join membership in db.Set<MembershipRow>() on shown.Article equals membership.Article
            where issues.Contains(shown.Issue) && membership.Visible && membership.Sequence != null
            select new { membership.Section, membership.Sequence }
        )
            .Distinct()
            .ToListAsync(ct);
        return places.ConvertAll(place => new NewsPlace(place.Section, place.Sequence!.Value));
    }
}
