using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>
/// Which issues anyone may find. An issue of one section is public once it may be sent, unless the section hides its issues; one that was
/// cancelled is not, nor is one of several sections, which is what a reader chose: only whoever knows its address finds it.
/// </summary>
internal sealed class IssueArchive(Database database, SectionStore sections)
{
    // More than this many issues back, the archive is that of the articles.
    private const int MostRows = 2_000;
    private const int MostListed = 200;

    /// <summary>Whether search engines may list it.</summary>
    public async Task<bool> IsPublicAsync(Issue issue, CancellationToken ct) =>
        issue is { Section: { } slug, State: IssueState.Live }
        && await sections.FindAsync(slug, ct) is { HidesIssues: false }
        && await database.ReadAsync((db, token) => Sendable(db).AnyAsync(group => group == issue.Id, token), ct);

    /// <summary>The section's latest public issues, newest first: of those that differ in their form alone the one that most readers get.</summary>
    public async Task<IReadOnlyList<ArchivedIssue>> ListAsync(SectionSlug section, CancellationToken ct)
    {
        SectionSlug? wanted = section;
        var rows = await database.ReadAsync(
            (db, token) =>
                (
                    from issue in db.Set<Issue>()
                    join mailing in db.Set<Mailing>() on issue.Id equals mailing.Group
                    where
                        issue.Section == wanted
                        && issue.State == IssueState.Live
                        && mailing.Stream == MessageStream.Digest
                        && (mailing.State == MailingState.Open || mailing.State == MailingState.Paused)
                    orderby issue.Id descending
                    select new
                    {
                        issue.PublicId,
                        issue.Title,
                        issue.Date,
                        issue.Format,
                        mailing.Planned,
                    }
                )
                    .Take(MostRows)
                    .ToListAsync(token),
            ct
        );
        return
        [
            .. rows.GroupBy(row => (row.Date, row.Title))
                .Select(same => same.OrderBy(row => row.Format).ThenByDescending(row => row.Planned).First())
                .Take(MostListed)
                .Select(row => new ArchivedIssue(row.PublicId, row.Title, row.Date)),
        ];
    }

    private static IQueryable<long> Sendable(PublicationDb db) =>
        db.Set<Mailing>()
            .Where(mailing => mailing.Stream == MessageStream.Digest)
            .Where(mailing => mailing.State == MailingState.Open || mailing.State == MailingState.Paused)
            .Select(mailing => mailing.Group);
}

/// <summary>An issue that is listed.</summary>
internal sealed record ArchivedIssue(string PublicId, string Title, DateOnly Date);
