namespace Syndication.Ingest.Formats.Feeds;

/// <summary>A field that several elements may give: the one of the lowest rank counts, of equal ones the first.</summary>
internal struct RankedText
{
    private int rank;

    /// <summary>Null where nothing was offered.</summary>
    public string? Value { get; private set; }

    /// <summary>Offers a value; an empty one is none.</summary>
    public void Offer(int rankOfThis, string? value)
    {
        if (string.IsNullOrEmpty(value) || (Value is not null && rank <= rankOfThis))
            return;
        (Value, rank) = (value, rankOfThis);
    }
}
