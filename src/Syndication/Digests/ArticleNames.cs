using Syndication.Articles;

namespace Syndication.Digests;

/// <summary>Articles as operators name them: by slug, or by the id that feeds and the API show.</summary>
internal sealed class ArticleNames(ArticleStore articles)
{
    private const string UrnPrefix = "urn:uuid:";

    /// <summary>The article, in whatever state, or null.</summary>
    public async Task<Article?> FindAsync(string name, CancellationToken ct)
    {
        var id = name.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase) ? name[UrnPrefix.Length..] : name;
        return Guid.TryParseExact(id, "D", out var guid)
            ? (await articles.FindAsync([new ArticleId(guid)], ct)).SingleOrDefault()
            : await articles.FindBySlugAsync(name, ct);
    }
}
