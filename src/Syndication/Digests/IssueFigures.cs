using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Figures;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>What became of issues' mail by hour and by receiving domain.</summary>
internal sealed class IssueFigures(Database database, FigureStore figures)
{
    /// <summary>One issue's; null where there is none of that name.</summary>
    /// <param name="publicId">Its name.</param>
    /// <param name="after">The last domain of the page before; null: the first page.</param>
    /// <param name="count">Domains on a page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FigureReport?> OfAsync(string publicId, string? after, int count, CancellationToken ct)
    {
        var number = await database.ReadAsync(
            (db, token) =>
                db.Set<Issue>().Where(issue => issue.PublicId == publicId).Select(issue => (long?)issue.Id).SingleOrDefaultAsync(token),
            ct
        );
        return number is { } issue ? await figures.OfIssueAsync(issue, after, count, ct) : null;
    }
}
