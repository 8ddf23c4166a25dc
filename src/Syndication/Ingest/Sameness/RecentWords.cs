namespace Syndication.Ingest.Sameness;

/// <summary>
/// Most words of a text are the same few hundred: each is kept where its hash says, until another wants the place, so that most are not
/// made again.
/// </summary>
internal static class RecentWords
{
    private const int Places = 1024;
    private const int Longest = 24;

    [ThreadStatic]
    private static RecentWord?[]? kept;

    /// <summary>The word.</summary>
    public static RecentWord Of(ReadOnlySpan<char> word)
    {
        if (word.Length > Longest)
            return new RecentWord(word.ToString());
        kept ??= new RecentWord?[Places];
        ref var place = ref kept[(uint)string.GetHashCode(word, StringComparison.Ordinal) % Places];
        if (place is null || !word.SequenceEqual(place.Text))
            place = new RecentWord(word.ToString());
        return place;
    }
}

/// <summary>A word, and whether it is a number or names a day or a month.</summary>
internal sealed class RecentWord(string text)
{
    /// <summary>The word.</summary>
    public string Text => text;

    /// <inheritdoc cref="TextWords.IsCount"/>
    public bool IsCount { get; } = TextWords.IsCount(text);
}
