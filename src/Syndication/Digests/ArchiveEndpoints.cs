using System.Globalization;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>A section's issues on the web.</summary>
internal static class ArchiveEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/sections/{section}/issues", ReadEndpoints.Methods, ListAsync).ExcludeFromDescription();

    internal static async Task<IResult> ListAsync(
        string section,
        SectionStore sections,
        IssueArchive archive,
        PageRenderer pages,
        Words words,
        IOptions<PublicationOptions> publication,
        WebAddresses addresses,
        CancellationToken ct
    )
    {
        if (await sections.FindAsync(new SectionSlug(section), ct) is not { HidesIssues: false } found)
            return TypedResults.NotFound();
        var issues = await archive.ListAsync(found.Slug, ct);
        var culture = CultureInfo.GetCultureInfo(words.SpokenTag(found.Language ?? publication.Value.Language));
        return pages.Page(
            "issues",
            new PageHead
            {
                Title = found.Name,
                Language = found.Language,
                Canonical = addresses.SectionIssues(found.Slug),
                Indexed = issues.Count > 0,
            },
            new
            {
                section = addresses.Section(found.Slug),
                issues = issues.Select(issue => new
                {
                    title = issue.Title,
                    address = addresses.Issue(issue.PublicId),
                    language = issue.Language,
                    day = LongDates.Of(issue.Date, culture),
                    date = issue.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                }),
                subscribe = addresses.Subscribe,
            }
        );
    }
}
