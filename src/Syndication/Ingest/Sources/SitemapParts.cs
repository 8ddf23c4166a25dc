using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>Which sitemaps of an index are read: those of its own host, the latest first, then those without a date by lot, and not too many at a time.</summary>
internal static class SitemapParts
{
    /// <summary>Most on the first pull.</summary>
    private const int MostFirst = 20;

    /// <summary>Most on later pulls: news is in the latest.</summary>
    private const int MostLater = 3;

    // Dates of days are the day's beginning, and clocks differ.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(2);

    /// <summary>The addresses to ask.</summary>
    /// <param name="index">As read.</param>
    /// <param name="address">Where the index is from.</param>
    /// <param name="turn">Whose, and how.</param>
    /// <param name="readAt">When the index was read last; null: never.</param>
    /// <param name="left">How many that may have changed are not among them.</param>
    public static IReadOnlyList<Uri> Of(SourceDocument index, Uri address, SourceTurn turn, DateTimeOffset? readAt, out int left)
    {
        var items = index
            .Items.Where(part => turn.IsFirstPull || part.Updated is not { } at || readAt is null || at > readAt - Slack)
            .ToList();
        // Of those without a date nobody knows which has the news. Drawn by lot: turns by the clock can keep step with the pulls.
        var undated = items.Where(part => part.Updated is null).ToArray();
        if (!turn.IsFirstPull)
            new Random(turn.At.GetHashCode()).Shuffle(undated);
        var dated = items.Where(part => part.Updated is not null).OrderByDescending(part => part.Updated).ToList();
        // However much changes among those with a date, one of the others is asked for.
        var before = turn.IsFirstPull ? dated.Count : Math.Min(dated.Count, MostLater - 1);
        var changed = dated
            .Take(before)
            .Concat(undated.Take(1))
            .Concat(dated.Skip(before))
            .Concat(undated.Skip(1))
            .Select(part => Uri.TryCreate(address, part.Url, out var found) ? found : null)
            .OfType<Uri>()
            .Where(part => part.IdnHost == address.IdnHost && part != address)
            .Distinct()
            .ToList();
        var most = turn.IsFirstPull ? MostFirst : MostLater;
        left = Math.Max(0, changed.Count - most);
        return changed.GetRange(0, changed.Count - left);
    }
}
