using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Digests.Tracking;

/// <summary>The links that are counted: written with an issue's version, looked up when one is followed.</summary>
internal sealed class TrackedLinks(Database database)
{
    /// <summary>Of an issue for fewer readers nothing is counted: its figures would be about them.</summary>
    public const int FewestReaders = 10;

    /// <summary>Adds a version's links to its issue, in the transaction that stores it; those that an earlier version has stay as they are.</summary>
    public static async Task AddAsync(PublicationDb db, long issue, IReadOnlyList<CountedLink> links, CancellationToken ct)
    {
        if (links.Count == 0)
            return;
        var known = await db.Set<TrackedLink>().Where(link => link.Issue == issue).Select(link => link.Token).ToHashSetAsync(ct);
        db.AddRange(
            links
                .Where(link => !known.Contains(link.Token))
                .Select(link => new TrackedLink
                {
                    Token = link.Token,
                    Issue = issue,
                    Kind = link.Kind,
                    Address = link.Address,
                    Title = link.Title,
                })
        );
    }

    /// <summary>An issue's links.</summary>
    public static Task<List<CountedLink>> OfAsync(PublicationDb db, long issue, CancellationToken ct) =>
        db.Set<TrackedLink>()
            .Where(link => link.Issue == issue)
            .Select(link => new CountedLink(link.Token, link.Kind, link.Address, link.Title))
            .ToListAsync(ct);

    /// <summary>The link of that name; null where we never made it.</summary>
    public Task<TrackedLink?> FindAsync(string token, CancellationToken ct) =>
        database.ReadAsync(
            (db, inner) => db.Set<TrackedLink>().AsNoTracking().SingleOrDefaultAsync(link => link.Token == token, inner),
            ct
        );

    /// <summary>Adds hits to a link's numbers, where its issue has enough readers.</summary>
    public static Task CountAsync(PublicationDb db, string token, long people, long scanners, long proxies, CancellationToken ct) =>
        db.Set<TrackedLink>()
            .Where(link => link.Token == token)
            .Where(link =>
                db.Set<Mailing>()
                    .Any(mailing =>
                        mailing.Stream == MessageStream.Digest && mailing.Group == link.Issue && mailing.Planned >= FewestReaders
                    )
            )
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(link => link.People, link => link.People + people)
                        .SetProperty(link => link.Scanners, link => link.Scanners + scanners)
                        .SetProperty(link => link.Proxies, link => link.Proxies + proxies),
                ct
            );
}
