using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>
/// What is new in each section up to one cutoff: read once per tick and shared by all readers, who differ only in where they begin.
/// </summary>
internal sealed class News(Database database, long cutoff)
{
    private readonly Dictionary<SectionSlug, (long After, List<NewsItem> Items)> sections = [];
    private readonly List<NewsItem> expected = [];

    /// <summary>The sequence that bounds every statement of the tick.</summary>
    public long Cutoff => expected.Count == 0 ? cutoff : expected[^1].Sequence;

    /// <summary>Adds what will be new at a time that is not yet there, for a look ahead; what was read before has it as well.</summary>
    /// <param name="item">With a sequence beyond all others.</param>
    public void Expect(NewsItem item)
    {
        expected.Add(item);
        if (sections.TryGetValue(item.Section, out var known))
            known.Items.Add(item);
    }

    /// <summary>What was put right, up to the same cutoff.</summary>
    public CorrectionNews Corrections { get; } = new(database, cutoff);

    /// <summary>Reads what the sections have beyond the marks, where it is not read yet.</summary>
    /// <param name="marks">The lowest mark of each section.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ReadAsync(IReadOnlyDictionary<SectionSlug, long> marks, CancellationToken ct)
    {
        foreach (var (section, mark) in marks)
        {
            if (!sections.TryGetValue(section, out var known) || known.After > mark)
            {
                var items = await database.ReadAsync((db, token) => AnnouncedAsync(db, section, mark, token), ct);
                items.AddRange(expected.Where(item => item.Section == section));
                sections[section] = (mark, items);
            }
        }
    }

    /// <summary>A section's news beyond a mark that was among those read, by sequence.</summary>
    public ReadOnlySpan<NewsItem> Beyond(SectionSlug section, long mark)
    {
        var items = sections[section].Items;
        var first = items.BinarySearch(new NewsItem(mark + 1, default, 0, default, default, null), BySequence);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items)[(first < 0 ? ~first : first)..];
    }

    /// <summary>The newest announced, visible sequence of a section, or 0.</summary>
    public Task<long> NewestAsync(SectionSlug section, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await (
                    from membership in db.Set<MembershipRow>()
                    join article in db.Set<ArticleRow>() on membership.Article equals article.Id
                    where membership.Section == section && membership.Sequence <= cutoff && membership.Visible && article.Announce
                    orderby membership.Sequence descending
                    select membership.Sequence
                ).FirstOrDefaultAsync(token) ?? 0,
            ct
        );

    /// <summary>Memberships of certain articles, announced and visible: what may come again.</summary>
    public Task<List<NewsItem>> OfArticlesAsync(IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                Announced(db).Where(item => articles.Contains(item.Article)).OrderBy(item => item.Sequence).Select(Item).ToListAsync(token),
            ct
        );

    private Task<List<NewsItem>> AnnouncedAsync(PublicationDb db, SectionSlug section, long mark, CancellationToken ct) =>
        Announced(db)
            .Where(item => item.Section == section && item.Sequence > mark)
            .OrderBy(item => item.Sequence)
            .Select(Item)
            .ToListAsync(ct);

    private IQueryable<Row> Announced(PublicationDb db) =>
        from membership in db.Set<MembershipRow>()
        join article in db.Set<ArticleRow>() on membership.Article equals article.Id
        where membership.Visible && membership.Sequence <= cutoff && article.Announce
        select new Row
        {
            Sequence = membership.Sequence,
            Article = article.Id,
            Revision = article.Revision,
            Home = article.Section,
            Section = membership.Section,
            VisibleAt = article.FirstVisibleAt,
        };

    private static readonly System.Linq.Expressions.Expression<Func<Row, NewsItem>> Item = row => new NewsItem(
        row.Sequence!.Value,
        row.Article,
        row.Revision,
        row.Home,
        row.Section,
        row.VisibleAt
    );

    private static readonly Comparer<NewsItem> BySequence = Comparer<NewsItem>.Create((a, b) => a.Sequence.CompareTo(b.Sequence));

    private sealed class Row
    {
        public long? Sequence { get; init; }
        public ArticleId Article { get; init; }
        public int Revision { get; init; }
        public SectionSlug Home { get; init; }
        public SectionSlug Section { get; init; }
        public DateTimeOffset? VisibleAt { get; init; }
    }
}

/// <summary>An announced, visible article in a section.</summary>
/// <param name="Sequence">When it became visible there.</param>
/// <param name="Article">Which.</param>
/// <param name="Revision">Its newest revision.</param>
/// <param name="Home">The section it belongs to first.</param>
/// <param name="Section">The section that this membership is in.</param>
/// <param name="VisibleAt">When readers could first see it.</param>
internal readonly record struct NewsItem(
    long Sequence,
    ArticleId Article,
    int Revision,
    SectionSlug Home,
    SectionSlug Section,
    DateTimeOffset? VisibleAt
);
