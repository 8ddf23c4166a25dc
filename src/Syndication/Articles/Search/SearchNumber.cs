namespace Syndication.Articles.Search;

/// <summary>
/// The numbers of articles in the index: the millisecond of publication, counted from the year 1700, and below it room for half a million
/// articles of the same millisecond. So the highest numbers are the newest articles, and the index finds them first.
/// </summary>
internal static class SearchNumber
{
    private const int Room = 19;
    private const long LastMillisecond = (1L << (63 - Room)) - 1;

    private static readonly DateTimeOffset Origin = new(1700, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The lowest number of an instant; what lies before 1700 or after 2257 is numbered as if at the edge.</summary>
    public static long FirstOf(DateTimeOffset published) =>
        Math.Clamp((long)(published - Origin).TotalMilliseconds, 0, LastMillisecond) << Room;

    /// <summary>The highest number of the instant whose lowest one is given.</summary>
    public static long LastOf(long first) => first | ((1L << Room) - 1);
}
