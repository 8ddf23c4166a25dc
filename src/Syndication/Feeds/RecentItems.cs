using System.Collections.Concurrent;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>
/// The items that feeds were made of lately: a publish brings one new article into a feed, and the other forty-nine need not be made again.
/// </summary>
/// <remarks>An item is taken only where everything that it was made of is equal, so nothing has to be announced here.</remarks>
internal sealed class RecentItems
{
    // Characters of bodies and texts in each of two halves: when one is full, the older is dropped.
    private const long Half = 8L * 1024 * 1024;

    private readonly Lock turning = new();
    private ConcurrentDictionary<(ArticleId, FeedContent), Made> young = new();
    private ConcurrentDictionary<(ArticleId, FeedContent), Made> old = new();
    private long size;

    /// <summary>The item of this article, made by <paramref name="make"/> where there is none.</summary>
    /// <param name="article">With its body.</param>
    /// <param name="sections">The sections that it is in, as they are now.</param>
    /// <param name="content">How much the feed carries.</param>
    /// <param name="make">Makes it, of nothing else than the above and the configuration.</param>
    public FeedItem Of(Article article, IReadOnlyList<Section?> sections, FeedContent content, Func<FeedItem> make)
    {
        var key = (article.Id, content);
        if (young.TryGetValue(key, out var made) && made.IsOf(article, sections))
            return made.Item;
        if (!old.TryGetValue(key, out made) || !made.IsOf(article, sections))
            made = new Made(article, [.. sections.Select(SectionState.Of)], make());
        Keep(key, made);
        return made.Item;
    }

    private void Keep((ArticleId, FeedContent) key, Made made)
    {
        young[key] = made;
        if (Interlocked.Add(ref size, made.Size) <= Half)
            return;
        lock (turning)
        {
            if (Interlocked.Read(ref size) <= Half)
                return;
            (old, young) = (young, new());
            Interlocked.Exchange(ref size, 0);
        }
    }

    private sealed record Made(Article Article, IReadOnlyList<SectionState> Sections, FeedItem Item)
    {
        public long Size => Article.BodyHtml.Length + (Item.ContentHtml?.Length ?? 0) + 2048;

        public bool IsOf(Article article, IReadOnlyList<Section?> sections) =>
            IsSame(Article, article) && Sections.SequenceEqual(sections.Select(SectionState.Of));

        // Lists of equal values are not equal themselves.
        private static bool IsSame(Article one, Article other) =>
            one.Authors.Select(AuthorState.Of).SequenceEqual(other.Authors.Select(AuthorState.Of))
            && one.Sections.SequenceEqual(other.Sections)
            && one.Tags.SequenceEqual(other.Tags)
            && one.Enclosures.SequenceEqual(other.Enclosures)
            && one with { Authors = other.Authors, Sections = other.Sections, Tags = other.Tags, Enclosures = other.Enclosures } == other;
    }

    private readonly record struct AuthorState(AuthorSlug Slug, string Name, string Role, string Biography, string? Url)
    {
        public static AuthorState Of(Author author) => new(author.Slug, author.Name, author.Role, author.Biography, author.Url);
    }

    private readonly record struct SectionState(string? Name, string? Description, string? Note, string? Language, FeedContent? Content)
    {
        public static SectionState Of(Section? section) =>
            new(section?.Name, section?.Description, section?.Note, section?.Language, section?.Content);
    }
}
