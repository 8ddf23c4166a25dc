using Syndication.Articles;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>A piece of a source on its way in.</summary>
/// <param name="Item">As the source gave it.</param>
/// <param name="ExternalId">What it is recognised by when it comes again.</param>
/// <param name="Hash">What it is told by when it comes again word for word.</param>
internal sealed record SourcePiece(SourceItem Item, string ExternalId, ulong Hash)
{
    private const int LongestName = 200;

    /// <summary>What became of it; null: nothing to read, it is as it was or taken back.</summary>
    public Reading? Reading { get; init; }

    /// <summary>Whether it is as it was the last time.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Whether it is news to mail readers, should it be new here (<see cref="SourceNews"/>).</summary>
    public bool IsNews { get; init; }

    /// <summary>Whether what is stored of it stays as it is: it has the whole text, and this is only the summary.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether its whole text is to be looked for another time: it is not remembered as seen.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What an operator finds it by.</summary>
    public string Name => PlainText.Start(Item.Url ?? Item.Id ?? Item.Title ?? "(no headline, id or address)", LongestName);

    /// <inheritdoc cref="ExternalIds.Of"/>
    public static string IdOf(SourceItem item) => ExternalIds.Of(item);
}
