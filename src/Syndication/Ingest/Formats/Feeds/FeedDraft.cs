namespace Syndication.Ingest.Formats.Feeds;

/// <summary>What a feed says of itself, while it is read.</summary>
internal sealed class FeedDraft
{
    private const int MostUnmapped = 50;
    private const int MostOfAKind = 50;
    private readonly List<string> hubs = [];
    private readonly List<int> skipHours = [];
    private readonly List<DayOfWeek> skipDays = [];
    private readonly List<SourceAuthor> authors = [];
    private readonly List<string> unmapped = [];

    public RankedText Title;
    public RankedText Language;
    public RankedText Self;
    public RankedText Home;
    public RankedText Next;

    /// <summary>Minutes between two readings (<c>ttl</c>).</summary>
    public int? Ttl { get; set; }

    /// <summary><c>sy:updatePeriod</c>.</summary>
    public TimeSpan? Period { get; set; }

    /// <summary><c>sy:updateFrequency</c>: so often in a period.</summary>
    public int Frequency { get; set; } = 1;

    public bool IsEnded { get; set; }

    public bool IsComplete { get; set; }

    /// <summary>Of the feed: authors of what names none (RFC 4287, 4.2.1).</summary>
    public IReadOnlyList<SourceAuthor> Authors => authors;

    public IReadOnlyList<string> Unmapped => unmapped;

    public void AddHub(string? hub)
    {
        if (hub is not null && hubs.Count < MostOfAKind && !hubs.Contains(hub, StringComparer.Ordinal))
            hubs.Add(hub);
    }

    public void AddSkipHour(int hour)
    {
        // The specification counts from 0 to 23, older ones from 1 to 24.
        if (hour is >= 0 and <= 24 && !skipHours.Contains(hour % 24))
            skipHours.Add(hour % 24);
    }

    public void AddSkipDay(DayOfWeek day)
    {
        if (!skipDays.Contains(day))
            skipDays.Add(day);
    }

    public void AddAuthor(SourceAuthor? author)
    {
        if (author is not null && authors.Count < MostOfAKind)
            authors.Add(author);
    }

    /// <summary>Lists what has no place.</summary>
    public void Leave(string name)
    {
        if (unmapped.Count < MostUnmapped && !unmapped.Contains(name, StringComparer.Ordinal))
            unmapped.Add(name);
    }

    public FeedTerms ToTerms() =>
        new()
        {
            Self = Self.Value,
            Home = Home.Value,
            Hubs = hubs,
            Next = Next.Value,
            Interval = Interval(),
            SkipHours = [.. skipHours.Order()],
            SkipDays = skipDays,
            IsEnded = IsEnded,
            IsComplete = IsComplete,
        };

    // Where both are said, the longer: neither was to be broken.
    private TimeSpan? Interval()
    {
        TimeSpan? ttl = Ttl is > 0 ? TimeSpan.FromMinutes(Ttl.Value) : null;
        TimeSpan? rhythm = Period is { } period && Frequency > 0 ? period / Frequency : null;
        return ttl > rhythm || rhythm is null ? ttl : rhythm;
    }
}
