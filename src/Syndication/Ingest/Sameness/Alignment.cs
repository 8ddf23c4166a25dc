namespace Syndication.Ingest.Sameness;

/// <summary>Two texts laid beside each other: what they share, in order, and what stands in one where the other says something else.</summary>
internal sealed class Alignment
{
    private const int Run = 3;
    private readonly TextWords one;
    private readonly TextWords other;
    private readonly bool[] isShared;
    private readonly List<Difference> differences = [];

    private Alignment(TextWords one, TextWords other)
    {
        (this.one, this.other) = (one, other);
        isShared = new bool[one.Count];
        Lay();
    }

    /// <summary>Words that both have, in order.</summary>
    public int Shared { get; private set; }

    /// <summary>What differs, from start to end.</summary>
    public IReadOnlyList<Difference> Differences => differences;

    /// <summary>Shared words, of the words of both.</summary>
    public double Likeness => one.Count + other.Count == 0 ? 0 : (double)Shared / (one.Count + other.Count - Shared);

    /// <summary>Shared words, of the words of the shorter text: 1 where the longer one holds it whole.</summary>
    public double Cover => Math.Min(one.Count, other.Count) is > 0 and var shorter ? (double)Shared / shorter : 0;

    /// <summary>Lays the texts beside each other, in time that grows with their lengths alone.</summary>
    public static Alignment Of(TextWords one, TextWords other) => new(one, other);

    /// <summary>The share of the first text's first words that both have.</summary>
    public double StartShared(int words)
    {
        var count = Math.Min(words, one.Count);
        return count == 0 ? 0 : (double)isShared.Take(count).Count(shared => shared) / count;
    }

    /// <summary>Whether the words on either side of a place are mostly shared: it stands in one sentence of both, not in a passage written anew.</summary>
    public bool IsAmidShared(Difference place, int words) =>
        IsMostlyShared(Math.Max(0, place.Start - words), place.Start)
        && IsMostlyShared(place.Start + place.Length, Math.Min(one.Count, place.Start + place.Length + words));

    private bool IsMostlyShared(int start, int end) => 2 * isShared.AsSpan(start, end - start).Count(value: true) >= end - start;

    // Runs of words that stand once in either text hold them together ("patience diff", B. Cohen); from each of them on, whatever is equal is shared.
    private void Lay()
    {
        var (at, there) = (0, 0);
        while (at < one.Count && there < other.Count && one.Words[at] == other.Words[there])
            Share(ref at, ref there);
        foreach (var (first, second) in Rising(Anchors()))
        {
            if (first < at || second < there)
                continue;
            var (start, begin) = (first, second);
            while (start > at && begin > there && one.Words[start - 1] == other.Words[begin - 1])
                (start, begin) = (start - 1, begin - 1);
            Differ(at, start, there, begin);
            (at, there) = (start, begin);
            while (at < one.Count && there < other.Count && one.Words[at] == other.Words[there])
                Share(ref at, ref there);
        }

        var (end, stop) = (one.Count, other.Count);
        while (end > at && stop > there && one.Words[end - 1] == other.Words[stop - 1])
        {
            (end, stop) = (end - 1, stop - 1);
            Share(end);
        }

        Differ(at, end, there, stop);
    }

    private void Share(ref int at, ref int there)
    {
        Share(at);
        (at, there) = (at + 1, there + 1);
    }

    private void Share(int at)
    {
        isShared[at] = true;
        Shared++;
    }

    private void Differ(int start, int end, int begin, int stop)
    {
        if (end > start || stop > begin)
            differences.Add(new Difference(start, end - start, begin, stop - begin));
    }

    private IEnumerable<(int First, int Second)> Anchors()
    {
        var theirs = Single(other);
        foreach (var (run, first) in Single(one).OrderBy(pair => pair.Value))
        {
            if (first >= 0 && theirs.TryGetValue(run, out var second) && second >= 0)
                yield return (first, second);
        }
    }

    // Where each run of words stands; -1 where it stands more than once.
    private static Dictionary<(string, string, string), int> Single(TextWords text)
    {
        var places = new Dictionary<(string, string, string), int>();
        for (var i = 0; i + Run <= text.Count; i++)
        {
            if (!places.TryAdd((text.Words[i], text.Words[i + 1], text.Words[i + 2]), i))
                places[(text.Words[i], text.Words[i + 1], text.Words[i + 2])] = -1;
        }

        return places;
    }

    // The longest chain of anchors that rises in both texts.
    private static List<(int First, int Second)> Rising(IEnumerable<(int First, int Second)> anchors)
    {
        var chain = new List<((int First, int Second) Anchor, int Before)>();
        var ends = new List<int>();
        foreach (var anchor in anchors)
        {
            var place = PlaceOf(anchor.Second, ends, chain);
            chain.Add((anchor, place == 0 ? -1 : ends[place - 1]));
            if (place == ends.Count)
                ends.Add(chain.Count - 1);
            else
                ends[place] = chain.Count - 1;
        }

        var rising = new List<(int, int)>();
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = chain[i].Before)
            rising.Add(chain[i].Anchor);
        rising.Reverse();
        return rising;
    }

    private static int PlaceOf(int second, List<int> ends, List<((int First, int Second) Anchor, int Before)> chain)
    {
        var (low, high) = (0, ends.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (chain[ends[middle]].Anchor.Second < second)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>A place where two texts say something else.</summary>
/// <param name="Start">The first word in the one text.</param>
/// <param name="Length">How many words it has there; 0: the other has more.</param>
/// <param name="OtherStart">The first word in the other text.</param>
/// <param name="OtherLength">How many words it has there.</param>
internal readonly record struct Difference(int Start, int Length, int OtherStart, int OtherLength);
