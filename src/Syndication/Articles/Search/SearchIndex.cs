using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles.Search;

/// <summary>Keeps the index equal to what is visible, in the transactions that change it.</summary>
internal static class SearchIndex
{
    /// <summary>Brings the index up to an article that was changed, shown or taken back, in the caller's transaction.</summary>
    /// <param name="db">The caller's transaction, with the article, its authors and tags saved.</param>
    /// <param name="row">The article as it is now.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task SettleAsync(PublicationDb db, ArticleRow row, CancellationToken ct)
    {
        var number = await FindAsync(db, row.Id, ct);
        var first = SearchNumber.FirstOf(row.PublishedAt);
        var visible = row.State is ArticleState.Visible;
        if (number is { } old && (!visible || old < first || old > SearchNumber.LastOf(first)))
        {
            await db.Set<SearchEntryRow>().Where(entry => entry.Number == old).ExecuteDeleteAsync(ct);
            await db.TextIndex.RemoveAsync(old, ct);
            number = null;
        }

        if (visible)
            await db.TextIndex.PutAsync(number ?? await EnterAsync(db, row.Id, first, ct), await TextOfAsync(db, row.Id, ct), ct);
    }

    /// <summary>Puts a new article, which can be seen, into the index, in the caller's transaction.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="row">The article.</param>
    /// <param name="text">Its body, plain.</param>
    /// <param name="authors">Names, in the order of the byline.</param>
    /// <param name="tags">Names, in their order.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AddAsync(
        PublicationDb db,
        ArticleRow row,
        string text,
        IEnumerable<string> authors,
        IEnumerable<string> tags,
        CancellationToken ct
    )
    {
        var number = await EnterAsync(db, row.Id, SearchNumber.FirstOf(row.PublishedAt), ct);
        await db.TextIndex.PutAsync(number, TextOf(row.Title, row.Summary, text, authors, tags), ct);
    }

    /// <summary>Puts an author's visible articles into the index anew, in the caller's transaction, with the author's name saved.</summary>
    public static async Task RenameAsync(PublicationDb db, AuthorSlug author, CancellationToken ct)
    {
        var entries = await (
            from byline in db.Set<BylineRow>()
            join entry in db.Set<SearchEntryRow>() on byline.Article equals entry.Article
            where byline.Author == author
            select new { entry.Number, entry.Article }
        ).ToListAsync(ct);
        foreach (var entry in entries)
            await db.TextIndex.PutAsync(entry.Number, await TextOfAsync(db, entry.Article, ct), ct);
    }

    private static Task<long?> FindAsync(PublicationDb db, ArticleId id, CancellationToken ct) =>
        db.Set<SearchEntryRow>().Where(entry => entry.Article == id).Select(entry => (long?)entry.Number).SingleOrDefaultAsync(ct);

    private static async Task<long> EnterAsync(PublicationDb db, ArticleId id, long first, CancellationToken ct)
    {
        var last = SearchNumber.LastOf(first);
        await using var entries = new RowsCommand(db);
        var (from, to) = (entries.Value(RowsCommand.Number(first)), entries.Value(RowsCommand.Number(last)));
        var taken = await entries.ReadAsync(
            $"""SELECT "Number" FROM "SearchEntries" WHERE "Number" >= {from} AND "Number" <= {to} ORDER BY "Number" DESC LIMIT 1""",
            found => found.GetInt64(0),
            ct
        );
        var number = taken is [var highest] ? highest + 1 : first;
        await NewRows.AddOneAsync(db, new SearchEntryRow { Number = number, Article = id }, ct);
        return number;
    }

    private static async Task<IndexedText> TextOfAsync(PublicationDb db, ArticleId id, CancellationToken ct)
    {
        var article = await (
            from row in db.Set<ArticleRow>()
            join revision in db.Set<RevisionRow>()
                on new { Article = row.Id, Number = row.Revision } equals new { revision.Article, revision.Number }
            where row.Id == id
            select new
            {
                row.Title,
                row.Summary,
                revision.BodyHtml,
            }
        ).SingleAsync(ct);
        var authors = await (
            from byline in db.Set<BylineRow>()
            join author in db.Set<Author>() on byline.Author equals author.Slug
            where byline.Article == id
            select new { author.Name, byline.Position }
        ).ToListAsync(ct);
        var tags = await db.Set<TaggingRow>()
            .Where(tagging => tagging.Article == id)
            .Select(tagging => new { tagging.Name, tagging.Position })
            .ToListAsync(ct);
        return TextOf(
            article.Title,
            article.Summary,
            PlainText.Of(article.BodyHtml),
            authors.OrderBy(author => author.Position).Select(author => author.Name),
            tags.OrderBy(tag => tag.Position).Select(tag => tag.Name)
        );
    }

    private static IndexedText TextOf(string title, string summary, string body, IEnumerable<string> authors, IEnumerable<string> tags) =>
        new()
        {
            Title = Form(title),
            Summary = Form(summary),
            Body = Form(body),
            Authors = Form(string.Join(" · ", authors)),
            Tags = Form(string.Join(" · ", tags)),
        };

    private static string Form(string text) => SearchText.Spread(SearchText.Fold(text));
}
