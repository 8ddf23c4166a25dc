namespace Syndication.Ingest.Sameness;

/// <summary>How the headlines of two copies stand to each other.</summary>
internal sealed class Headlines
{
    // A column's name has fewer.
    private const int Long = 6;

    // "Updated:", a site's name.
    private const int MostAdded = 4;
    private const int LongForAnotherWord = 8;
    private readonly TextWords one;
    private readonly TextWords other;

    /// <summary>Compares them.</summary>
    public Headlines(TextWords one, TextWords other)
    {
        (this.one, this.other) = (one, other);
        AreOfTwoParts = Substitutions.InTitles(one, other);
        Likeness = LikenessOf();
        AreLongOne = !AreOfTwoParts && Math.Min(one.Count, other.Count) >= Long && (Likeness >= 0.99 || IsAddedTo || HasAnotherWord);
    }

    /// <summary>The share of words that both have, slips of the fingers forgiven.</summary>
    public double Likeness { get; }

    /// <summary>Whether they count something else or name another day (<see cref="Substitutions.InTitles"/>).</summary>
    public bool AreOfTwoParts { get; }

    /// <summary>
    /// Whether they are one headline, and so long that it is no column's name: word for word, or with a kicker or the site's name added, or
    /// with one ordinary word in place of another.
    /// </summary>
    public bool AreLongOne { get; }

    private bool IsAddedTo
    {
        get
        {
            var (shorter, longer) = one.Count <= other.Count ? (one.Words, other.Words) : (other.Words, one.Words);
            return longer.Count - shorter.Count <= MostAdded
                && Enumerable
                    .Range(0, longer.Count - shorter.Count + 1)
                    .Any(start =>
                        longer.Skip(start).Take(shorter.Count).SequenceEqual(shorter, StringComparer.Ordinal)
                        && !longer.Take(start).Concat(longer.Skip(start + shorter.Count)).Any(TextWords.IsCount)
                    );
        }
    }

    private bool HasAnotherWord
    {
        get
        {
            if (one.Count != other.Count || one.Count < LongForAnotherWord)
                return false;
            var places = Enumerable.Range(0, one.Count).Where(at => one.Words[at] != other.Words[at]).ToList();
            return places is [var at] && !(one.IsFact(at) && other.IsFact(at));
        }
    }

    private double LikenessOf()
    {
        var ours = one.Words.ToHashSet(StringComparer.Ordinal);
        var theirs = other.Words.ToHashSet(StringComparer.Ordinal);
        if (ours.Count == 0 || theirs.Count == 0)
            return 0;
        var shared = ours.Count(word => theirs.Contains(word) || theirs.Any(known => Substitutions.IsTypo(word, known)));
        return 2.0 * shared / (ours.Count + theirs.Count);
    }
}
