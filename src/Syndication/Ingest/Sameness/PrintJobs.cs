using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Sameness;

/// <summary>Makes the prints of articles that came before there were any, so that copies of them are recognised as well.</summary>
public sealed class PrintJobs(Database database, TimeProvider clock)
{
    private const int Chunk = 50;

    /// <summary>It is called each minute: for longer, calls would come to hold every worker.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(45);

    private int running;

    // Where this process has got to: every article up to there has a print, and whatever came since got one on the way in.
    private Guid upTo;

    /// <summary>
    /// Makes those that are missing, for a while; what is left is the next call's. Safe to run again; one that comes while another runs in this
    /// process does nothing. Where none are missing, nothing after the first time.
    /// </summary>
    public async Task PrintBacklogAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
            return;
        try
        {
            var begun = clock.GetTimestamp();
            while (await TakeAsync(ct) && clock.GetElapsedTime(begun) < AtOnce) { }
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    private async Task<bool> TakeAsync(CancellationToken ct)
    {
        var after = new ArticleId(upTo);
        // Read first: what comes after it has its print by the way in.
        var newest = await database.ReadAsync(
            (db, token) => db.Set<ArticleRow>().OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(token),
            ct
        );
        if (newest.Value == upTo)
            return false;
        var last = await database.ReadAsync((db, token) => NextAsync(db, after, token), ct);
        if (last.Count > 0)
            await database.WriteAsync((db, token) => PutAsync(db, last, token), ct);
        upTo = last.Count == Chunk ? last[^1].Value : newest.Value;
        return last.Count == Chunk;
    }

    private static Task<List<ArticleId>> NextAsync(PublicationDb db, ArticleId after, CancellationToken ct) =>
        db.Set<ArticleRow>()
            .FromSqlRaw("""SELECT * FROM "Articles" WHERE "Id" > {0}""", after.Value.ToByteArray(bigEndian: true))
            .Where(row => !db.Set<PrintRow>().Any(print => print.Article == row.Id))
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .Take(Chunk)
            .ToListAsync(ct);

    private static async Task PutAsync(PublicationDb db, List<ArticleId> ids, CancellationToken ct)
    {
        var articles = await (
            from row in db.Set<ArticleRow>().AsNoTracking()
            join revision in db.Set<RevisionRow>()
                on new { Article = row.Id, Number = row.Revision } equals new { revision.Article, revision.Number }
            where ids.Contains(row.Id)
            select new
            {
                row.Id,
                row.Title,
                row.PublishedAt,
                row.Url,
                revision.BodyHtml,
            }
        ).ToListAsync(ct);
        foreach (var article in articles)
        {
            var address = CanonicalAddress.Of(article.Url);
            var copy = new ArticleCopy
            {
                Title = TextWords.Of(article.Title),
                Body = TextWords.OfHtml(article.BodyHtml),
                Addresses = address is null ? [] : [address],
            };
            await PrintIndex.PutAsync(db, article.Id, article.PublishedAt, copy, ct);
            if (address is not null)
                await db.Set<ArticleSource>()
                    .Where(source => source.Article == article.Id && source.Address == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(source => source.Address, address), ct);
        }
    }
}
