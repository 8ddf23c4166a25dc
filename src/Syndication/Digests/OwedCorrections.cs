using Syndication.Articles;

namespace Syndication.Digests;

/// <summary>The corrections that a reader is owed: of what was received, or may have been, as it was before.</summary>
/// <param name="Items">By sequence; each article once.</param>
/// <param name="Mark">Up to here corrections are dealt with for the reader.</param>
internal sealed record OwedCorrections(IReadOnlyList<Correction> Items, long Mark)
{
    /// <summary>Most corrections in one issue, so that they leave room for news; the others come with the next.</summary>
    public const int Most = 10;

    /// <summary>Chooses among candidates.</summary>
    /// <param name="candidates">By sequence.</param>
    /// <param name="held">What the reader has or may yet get.</param>
    /// <param name="mark">Up to here corrections were dealt with before.</param>
    /// <param name="cutoff">Up to here candidates were read.</param>
    public static OwedCorrections Of(
        IEnumerable<Correction> candidates,
        IReadOnlyDictionary<ArticleId, HeldArticle> held,
        long mark,
        long cutoff
    )
    {
        var owed = new List<Correction>();
        var reached = cutoff;
        foreach (var correction in candidates)
        {
            if (!held.TryGetValue(correction.Article, out var has) || has.Revision >= correction.CorrectedIn)
                continue;

            // What is on its way may yet arrive, corrected or not: that decides, and the next issue asks again.
            if (has.IsOpen || owed.Count == Most)
                reached = Math.Min(reached, correction.Sequence - 1);
            else
                owed.Add(correction);
        }

        return new OwedCorrections(owed, Math.Max(mark, reached));
    }
}
