using System.Globalization;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>Which of a source's pieces are news to mail readers, where the operator does not say: what is new, and not many at once of which nobody says when they are from.</summary>
internal static class SourceNews
{
    /// <summary>Most pieces without a date that are news in one turn: where all ids or addresses of a source change, everything looks new.</summary>
    public const int MostUndated = 10;

    // A piece that comes so much later than its own date was moved, imported or brought back; it is no news.
    private static readonly TimeSpan Late = TimeSpan.FromDays(7);

    /// <summary>The pieces, each with the word whether it is news.</summary>
    /// <param name="turn">Whose.</param>
    /// <param name="pieces">Of one document, the latest first.</param>
    /// <param name="mended">Where it is noted what is not.</param>
    public static SourcePiece[] Mark(SourceTurn turn, IReadOnlyList<SourcePiece> pieces, List<string> mended)
    {
        var marked = pieces.Select(piece => piece with { IsNews = IsNews(turn, piece) }).ToArray();
        var left = marked.Count(piece => piece is { IsNews: false, IsSeen: false, Item.IsWithdrawn: false } && IsUndated(piece.Item));
        if (left > 0 && !turn.IsFirstPull && turn.Source.Announce is null)
            mended.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{left} more new pieces without a date: of so many at once only {MostUndated} are news to mail readers"
                )
            );
        return marked;
    }

    /// <summary>Whether it is much older than the day on which it comes.</summary>
    public static bool IsLate(SourceTurn turn, SourceItem item) => (item.Published ?? item.Updated) < turn.At - Late;

    private static bool IsNews(SourceTurn turn, SourcePiece piece)
    {
        if (turn.IsFirstPull || piece.IsSeen || piece.Item.IsWithdrawn || IsLate(turn, piece.Item))
            return false;
        return !IsUndated(piece.Item) || turn.UndatedLeft-- > 0;
    }

    private static bool IsUndated(SourceItem item) => item.Published is null && item.Updated is null;
}
