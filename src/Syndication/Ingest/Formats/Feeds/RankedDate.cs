namespace Syndication.Ingest.Formats.Feeds;

/// <summary>A date that several elements may give: the one of the lowest rank counts, of equal ones the last: a date that was added later is of the later change.</summary>
internal struct RankedDate
{
    private int rank;

    /// <summary>Null where nothing was offered that is a date.</summary>
    public DateTimeOffset? Value { get; private set; }

    /// <summary>Offers a date.</summary>
    public void Offer(int rankOfThis, DateTimeOffset value)
    {
        if (Value is null || rankOfThis <= rank)
            (Value, rank) = (value, rankOfThis);
    }
}
