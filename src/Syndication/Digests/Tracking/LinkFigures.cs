using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Digests.Tracking;

/// <summary>How often issues' links were followed.</summary>
internal sealed class LinkFigures(Database database, LinkHits hits)
{
    /// <summary>One issue's; null where there is none of that name. The last ten minutes are not in it yet.</summary>
    public async Task<LinkReport?> OfAsync(string publicId, CancellationToken ct)
    {
        await hits.FlushAsync(ct);
        return await database.ReadAsync(
            async (db, token) =>
            {
                var issue = await db.Set<Issue>()
                    .Where(one => one.PublicId == publicId)
                    .Select(one => (long?)one.Id)
                    .SingleOrDefaultAsync(token);
                if (issue is null)
                    return null;
                var rows = await db.Set<TrackedLink>().AsNoTracking().Where(link => link.Issue == issue).ToListAsync(token);
                var links = rows.Where(link => link.Kind is TrackedLinkKind.Link).ToList();
                var picture = rows.Find(link => link.Kind is TrackedLinkKind.Picture);
                return new LinkReport(
                    new HitNumbers(links.Sum(link => link.People), links.Sum(link => link.Scanners), links.Sum(link => link.Proxies)),
                    picture is null ? null : new HitNumbers(picture.People, picture.Scanners, picture.Proxies),
                    [
                        .. links
                            .OrderByDescending(link => link.People)
                            .ThenBy(link => link.Address, StringComparer.Ordinal)
                            .Select(link => new LinkNumbers(
                                link.Address,
                                link.Title,
                                new HitNumbers(link.People, link.Scanners, link.Proxies)
                            )),
                    ]
                );
            },
            ct
        );
    }
}

/// <summary>How often an issue's links were followed, by nobody in particular.</summary>
/// <param name="Clicks">All links together.</param>
/// <param name="Opens">How often its picture was fetched; null: that is not counted.</param>
/// <param name="Links">Each link, those that people follow most first; empty where nothing is counted.</param>
internal sealed record LinkReport(HitNumbers Clicks, HitNumbers? Opens, IReadOnlyList<LinkNumbers> Links);

/// <summary>A link's numbers.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Title">The article or the page that it was met with.</param>
/// <param name="Hits">How often it was followed.</param>
internal sealed record LinkNumbers(string Address, string Title, HitNumbers Hits);

/// <summary>Hits by who made them.</summary>
/// <param name="People">What nothing tells from a person's.</param>
/// <param name="Scanners">What mail scanners and other programs did.</param>
/// <param name="Proxies">What mailbox providers fetched for their users, whether they looked or not.</param>
internal sealed record HitNumbers(long People, long Scanners, long Proxies);
