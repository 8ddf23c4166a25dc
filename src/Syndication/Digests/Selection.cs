using Syndication.Articles;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>
/// Chooses the candidates of a chunk of readers (design, "Selection"): what is new beyond their marks, with what ended without an
/// acceptance, without what they have or may yet get.
/// </summary>
internal sealed class Selection(News news, Received received)
{
    /// <summary>No issue has room for more headlines; what is beyond is counted and comes next time.</summary>
    private const int MostCandidates = 400;

    /// <summary>
    /// Articles come again from messages that were queued up to this long before the reader's last issue: a month and two weeks of
    /// retries. That issue took the older ones first; a pause, in which there is no issue, shortens nothing.
    /// </summary>
    private static readonly TimeSpan AgainWithin = TimeSpan.FromDays(45);

    private static readonly Dictionary<ArticleId, HeldArticle> Nothing = [];

    /// <summary>The candidates of each reader, by number.</summary>
    public async Task<Dictionary<long, Selected>> ChooseAsync(IReadOnlyList<DueReader> readers, CancellationToken ct)
    {
        var chosen = new Dictionary<long, Selected>(readers.Count);
        if (readers.Count == 0)
            return chosen;
        await news.ReadAsync(LowestMarks(readers), ct);
        var fresh = Fresh(readers);
        var corrected = await news.Corrections.BeyondAsync(readers.Min(reader => reader.Reader.CorrectionMark), ct);
        var again = await AgainAsync(readers, ct);
        var held = await HeldAsync(readers, fresh, corrected, again, ct);
        foreach (var reader in readers)
        {
            var number = reader.Reader.Number;
            chosen[number] = Choose(
                reader,
                fresh[reader],
                corrected,
                again.GetValueOrDefault(number),
                held.GetValueOrDefault(number, Nothing)
            );
        }

        return chosen;
    }

    private Selected Choose(
        DueReader reader,
        List<NewsItem> fresh,
        IReadOnlyList<Correction> corrected,
        Returning? returning,
        Dictionary<ArticleId, HeldArticle> held
    )
    {
        var items = returning is null ? fresh : InOrder(fresh.Concat(returning.Items));
        if (held.Count > 0)
            items = items.FindAll(item => !held.ContainsKey(item.Article));
        var mark = reader.Reader.CorrectionMark;
        var owed = OwedCorrections.Of(InOrder(corrected, mark, returning), held, mark, news.Cutoff);
        var again =
            returning is not null
            && (items.Exists(item => returning.Holds(item.Article)) || owed.Items.Any(item => returning.Holds(item.Article)));
        return new Selected
        {
            Items = items.Count > MostCandidates ? items[..MostCandidates] : items,
            Total = items.Count,
            After = again ? returning!.Last : 0,
            Corrections = owed.Items,
            CorrectionMark = owed.Mark,
            Folded = Folded.Of((returning?.OverdueOf(items) ?? []).Concat(reader.MissedOf(items))),
        };
    }

    private static Dictionary<SectionSlug, long> LowestMarks(IReadOnlyList<DueReader> readers) =>
        readers
            .SelectMany(reader => reader.Due)
            .GroupBy(subscription => subscription.Section)
            .ToDictionary(group => group.Key, group => group.Min(subscription => subscription.Mark));

    // Readers who stand at the same place share one list: in the steady state that is nearly all of a chunk.
    private Dictionary<DueReader, List<NewsItem>> Fresh(IReadOnlyList<DueReader> readers)
    {
        var lists = new Dictionary<string, List<NewsItem>>(StringComparer.Ordinal);
        var fresh = new Dictionary<DueReader, List<NewsItem>>(ReferenceEqualityComparer.Instance);
        foreach (var reader in readers)
        {
            var place = string.Join(';', reader.Due.Select(subscription => $"{subscription.Section}:{subscription.Mark}"));
            if (!lists.TryGetValue(place, out var items))
            {
                items = [];
                foreach (var subscription in reader.Due)
                    items.AddRange(news.Beyond(subscription.Section, subscription.Mark));
                lists[place] = items = InOrder(items);
            }

            fresh[reader] = items;
        }

        return fresh;
    }

    private async Task<Dictionary<long, Returning>> AgainAsync(IReadOnlyList<DueReader> readers, CancellationToken ct)
    {
        var ended = await RecentlyEndedAsync(readers, ct);
        var returning = new Dictionary<long, Returning>();
        if (ended.Count == 0)
            return returning;
        var contents = await received.EverInAsync([.. ended.SelectMany(group => group).Select(message => message.Issue).Distinct()], ct);
        var articles = contents.SelectMany(group => group).Distinct().ToList();
        var memberships = (await news.OfArticlesAsync(articles, ct)).ToLookup(item => item.Article);
        var corrections = await news.Corrections.OfArticlesAsync(articles, ct);
        foreach (var reader in readers.Where(reader => ended.Contains(reader.Reader.Number)))
        {
            // What is from before a section was turned on, or from an earlier consent, is over: whoever comes back begins anew.
            var mine = ended[reader.Reader.Number].ToList();
            var from = reader.Plan.Where(one => one.Cadence is not Cadence.Off).ToDictionary(one => one.Section, one => one.From);
            var had = mine.SelectMany(message => contents[message.Issue]).ToHashSet();
            var items = had.SelectMany(article => memberships[article])
                .Where(item => item.Sequence > from.GetValueOrDefault(item.Section, long.MaxValue))
                .ToList();
            var corrected = corrections.FindAll(correction => had.Contains(correction.Article));
            if (items.Count + corrected.Count > 0)
                returning[reader.Reader.Number] = new Returning(mine, contents, items, corrected);
        }

        return returning;
    }

    // Else one message that failed would have the reader's mail since then read in every tick, for years.
    private async Task<ILookup<long, EndedMessage>> RecentlyEndedAsync(IReadOnlyList<DueReader> readers, CancellationToken ct)
    {
        var since = readers.ToDictionary(reader => reader.Reader.Number, reader => reader.Reader.LastIssueAt - AgainWithin);
        var ended = await received.EndedAsync(since.Keys, ct);
        return ended
            .SelectMany(group => group)
            .Where(message => !(message.CreatedAt < since[message.Reader]))
            .ToLookup(message => message.Reader);
    }

    private async Task<Dictionary<long, Dictionary<ArticleId, HeldArticle>>> HeldAsync(
        IReadOnlyList<DueReader> readers,
        Dictionary<DueReader, List<NewsItem>> fresh,
        IReadOnlyList<Correction> corrected,
        Dictionary<long, Returning> again,
        CancellationToken ct
    )
    {
        var held = new Dictionary<long, Dictionary<ArticleId, HeldArticle>>();
        var articles = fresh
            .Values.Distinct()
            .SelectMany(items => items)
            .Select(item => item.Article)
            .Concat(corrected.Select(correction => correction.Article))
            .ToHashSet();
        var ordinary = readers.Select(reader => reader.Reader.Number).Where(number => !again.ContainsKey(number)).ToList();
        if (articles.Count > 0 && await received.FirstIssueAsync(articles, ct) is { } first)
            held = await received.HeldAsync(ordinary, first, ct);
        if (again.Count == 0)
            return held;

        // Those few whose mail ended badly are read back to where it did, so that nobody else has to be.
        var since = again.Values.Min(one => one.First);
        articles.UnionWith(again.Values.SelectMany(one => one.Corrections).Select(correction => correction.Article));
        var back = articles.Count > 0 ? await received.FirstIssueAsync(articles, ct) ?? since : since;
        foreach (var (number, kept) in await received.HeldAsync(again.Keys, Math.Min(since, back), ct))
            held[number] = kept;
        return held;
    }

    private static List<NewsItem> InOrder(IEnumerable<NewsItem> items) =>
        [.. items.OrderBy(item => item.Sequence).DistinctBy(item => item.Article)];

    private static IEnumerable<Correction> InOrder(IReadOnlyList<Correction> corrected, long mark, Returning? returning) =>
        corrected.Count == 0 && returning is null
            ? []
            : corrected
                .Where(correction => correction.Sequence > mark)
                .Concat(returning?.Corrections ?? [])
                .OrderBy(correction => correction.Sequence)
                .DistinctBy(correction => correction.Article);
}
