namespace Syndication.Feeds;

/// <summary>
/// How often a feed is worth asking for, from the rhythm that its items really came in: one value for <c>ttl</c>, <c>sy:</c> and
/// <c>max-age</c>. A function of item dates only, so that a feed nothing was added to says the same for ever.
/// </summary>
internal static class FeedRhythm
{
    private const int MostGaps = 20;

    // A reader that asks four times between two articles has the next one, on average, an eighth of the gap late.
    private const int AsksPerArticle = 4;

    // Each divides an hour or a day evenly, so that sy:updatePeriod and sy:updateFrequency can say it exactly.
    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 3, 4, 6, 8, 12, 24 }.Select(hours => TimeSpan.FromHours(hours)),
    ];

    /// <summary>The time between two requests of a polite reader.</summary>
    /// <param name="published">The items' dates, in any order.</param>
    /// <param name="least">Never shorter, but for the rounding down to what <c>sy:</c> can say.</param>
    /// <param name="most">Never longer; what is asked for where there are no two dates.</param>
    /// <returns>Whole minutes that divide an hour, or whole hours that divide a day; zero where <paramref name="most"/> is under a minute.</returns>
    public static TimeSpan Of(IEnumerable<DateTimeOffset> published, TimeSpan least, TimeSpan most)
    {
        var dates = published.OrderDescending().Take(MostGaps + 1).ToList();
        var gaps = dates.Zip(dates.Skip(1), (later, earlier) => later - earlier).Order().ToList();
        var wished = gaps.Count == 0 ? most : gaps[gaps.Count / 2] / AsksPerArticle;
        var bounded =
            wished < least ? least
            : wished > most ? most
            : wished;
        return Steps.LastOrDefault(step => step <= bounded && step <= most);
    }
}
