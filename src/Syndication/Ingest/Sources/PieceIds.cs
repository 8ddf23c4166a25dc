using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>
/// What the pieces of one document are recognised by: their ids, unless the source gives one id to several pieces. Then none of its ids is
/// believed, and the address stands for it, else what the piece says.
/// </summary>
internal sealed class PieceIds
{
    private readonly HashSet<string> sharedAddresses;

    private PieceIds(bool areDoubtful, HashSet<string> sharedAddresses) =>
        (AreDoubtful, this.sharedAddresses) = (areDoubtful, sharedAddresses);

    /// <summary>Whether the source's own ids are not believed.</summary>
    public bool AreDoubtful { get; }

    /// <summary>Looks through a document.</summary>
    /// <param name="items">Its pieces.</param>
    /// <param name="wereDoubtful">Whether the source's ids were doubtful before: with fewer pieces the same ids look sound.</param>
    public static PieceIds Of(IReadOnlyList<SourceItem> items, bool wereDoubtful)
    {
        // What is taken back has neither address nor headline.
        var told = items.Where(item => !item.IsWithdrawn).ToList();
        var areDoubtful = wereDoubtful || Shared(told, item => item.Id).Count > 0;
        return new PieceIds(areDoubtful, Shared(told.Where(item => areDoubtful || IsEmpty(item.Id)), item => item.Url));
    }

    /// <summary>What a piece of the document is recognised by.</summary>
    public string Of(SourceItem item)
    {
        if (item.IsWithdrawn || (!AreDoubtful && !IsEmpty(item.Id)))
            return SourcePiece.IdOf(item);
        var isOwn = !IsEmpty(item.Url) && !sharedAddresses.Contains(item.Url!.Trim());
        return SourcePiece.IdOf(item with { Id = null, Url = isOwn ? item.Url : null });
    }

    private static HashSet<string> Shared(IEnumerable<SourceItem> items, Func<SourceItem, string?> name) =>
        items
            .Where(item => !IsEmpty(name(item)))
            .GroupBy(item => name(item)!.Trim(), StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any(other => !IsSame(group.First(), other)))
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);

    // RFC 4287, section 4.1.1: entries of one id are one entry at several times, where they say so by their dates.
    private static bool IsSame(SourceItem one, SourceItem other) =>
        one.Url?.Trim() == other.Url?.Trim()
        && (
            one.Title?.Trim() == other.Title?.Trim()
            || (one.Published is not null && one.Published == other.Published && one.Updated != other.Updated)
        );

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);
}
