using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>Slugs: each article has one of its own, and goes on being found by those that it had.</summary>
internal static class ArticleSlugs
{
    // What tells a name from the same name of another article; after the last number it is a part of the id.
    private const int FirstNumber = 2;
    private const int LastNumber = 20;

    /// <summary>Gives the article the name that its content asks for; the name before leads on to it.</summary>
    public static async Task RenameAsync(PublicationDb db, ArticleRow row, ArticleContent content, CancellationToken ct)
    {
        if (content.Slug is not { } wanted || IsNamed(row, wanted))
            return;
        var former = await db.Set<FormerSlugRow>().FindAsync([row.Slug], ct);
        if (former is null)
            db.Add(new FormerSlugRow { Slug = row.Slug, Article = row.Id });
        else
            former.Article = row.Id;
        row.Slug = await FreeAsync(db, content, row.Id, ct);
    }

    /// <summary>Whether the article has that name already, or got it with a suffix because another had it first.</summary>
    public static bool IsNamed(ArticleRow row, string wanted)
    {
        if (row.Slug == wanted)
            return true;
        if (!row.Slug.StartsWith(wanted + "-", StringComparison.Ordinal))
            return false;
        var suffix = row.Slug[(wanted.Length + 1)..];
        return suffix == Tail(row.Id) || Enumerable.Range(FirstNumber, LastNumber - FirstNumber + 1).Any(number => suffix == $"{number}");
    }

    /// <summary>The wanted name, or one made of the headline, with a suffix where another article has it or had it.</summary>
    public static async Task<string> FreeAsync(PublicationDb db, ArticleContent content, ArticleId id, CancellationToken ct)
    {
        var wanted = content.Slug ?? Slug.From(content.Title) ?? $"article-{Tail(id)}";
        var candidate = wanted;
        for (var number = FirstNumber; await IsTakenAsync(db, candidate, id, ct); number++)
            candidate = number <= LastNumber ? $"{wanted}-{number}" : $"{wanted}-{Tail(id)}";
        return candidate;
    }

    private static async Task<bool> IsTakenAsync(PublicationDb db, string slug, ArticleId id, CancellationToken ct)
    {
        await using var names = new RowsCommand(db);
        var (name, self) = (names.Value(RowsCommand.Text(slug)), names.Value(RowsCommand.Id(id.Value)));
        var others = await names.NumbersAsync(
            $"""
            SELECT 1 FROM "Articles" WHERE "Slug" = {name} AND "Id" <> {self}
            UNION ALL SELECT 1 FROM "FormerSlugs" WHERE "Slug" = {name} AND "Article" <> {self}
            """,
            ct
        );
        return others.Count > 0;
    }

    private static string Tail(ArticleId id) => id.Value.ToString("N")[^12..];
}
