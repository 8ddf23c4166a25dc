using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>
/// What is gone from a feed that says it holds all there is (RFC 5005, section 2): its publisher has taken it back. Only what this source gave;
/// where readers see another source's text of an article, the article stays, and this source is forgotten as one of its sources.
/// </summary>
internal static class MissingPieces
{
    private const int Chunk = 20;

    /// <summary>Takes back what is missing. Safe to run again.</summary>
    /// <param name="database">The store.</param>
    /// <param name="turn">Whose, and how; in a dry run it is only counted.</param>
    /// <param name="document">A document that says that it is complete.</param>
    /// <param name="pieces">What it holds.</param>
    /// <param name="withdraw">Takes back the piece of an id, in a transaction, and says whether (1) or not (0).</param>
    /// <param name="notes">Where operators are told of what was not done.</param>
    /// <param name="ct">Cancels between chunks.</param>
    /// <returns>How many were taken back.</returns>
    public static async Task<int> TakeBackAsync(
        Database database,
        SourceTurn turn,
        SourceDocument document,
        IReadOnlyCollection<SourcePiece> pieces,
        Func<PublicationDb, string, CancellationToken, Task<int>> withdraw,
        List<string> notes,
        CancellationToken ct
    )
    {
        // What could not be read to its end, or has other pages, does not show what is gone; nor do ids that are not believed.
        if (document.Error is not null || document.Terms?.Next is not null || pieces.Count == 0 || turn.HasDoubtfulIds)
            return 0;
        var present = pieces.Select(piece => piece.ExternalId).ToHashSet(StringComparer.Ordinal);
        var (ids, tooMany) = await database.ReadAsync((db, token) => OfAsync(db, turn.Source.WayIn, present, token), ct);
        if (tooMany > 0)
            notes.Add($"{tooMany} pieces are no longer in what is to hold all: more than half at once are not taken back");
        if (turn.IsDryRun)
            return ids.Count;
        var withdrawn = 0;
        foreach (var chunk in ids.Chunk(Chunk))
            withdrawn += await database.WriteAsync(
                async (db, token) =>
                {
                    var gone = 0;
                    foreach (var id in chunk)
                        gone += await withdraw(db, id, token);
                    return gone;
                },
                ct
            );
        return withdrawn;
    }

    /// <summary>The ids that a source gave, that are not in its document, and whose article is not withdrawn yet.</summary>
    /// <param name="db">A context.</param>
    /// <param name="wayIn">The source.</param>
    /// <param name="present">The ids in the document.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>None where more than half of all would go at once: that is an accident more often than a decision, and told as such.</returns>
    private static async Task<(IReadOnlyList<string> Ids, int TooMany)> OfAsync(
        PublicationDb db,
        string wayIn,
        HashSet<string> present,
        CancellationToken ct
    )
    {
        var known = await (
            from source in db.Set<ArticleSource>()
            join article in db.Set<ArticleRow>() on source.Article equals article.Id
            where source.Source == wayIn && article.State != ArticleState.Withdrawn
            select new { source.ExternalId, source.Article }
        ).ToListAsync(ct);
        // Within one source an article may have several ids, of which but the last is used.
        var kept = known.Where(one => present.Contains(one.ExternalId)).Select(one => one.Article).ToHashSet();
        var missing = known.Where(one => !kept.Contains(one.Article)).Select(one => one.ExternalId).ToList();
        return missing.Count * 2 > known.Count ? ([], missing.Count) : (missing, 0);
    }
}
