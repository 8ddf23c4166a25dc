namespace Syndication.Delivery.Figures;

/// <summary>What became of mail.</summary>
/// <param name="Sent">Messages that a relay took.</param>
/// <param name="InTime">Those of them that it took within <see cref="DeliveryOptions.InTime"/> after they were due.</param>
/// <param name="Deferred">Attempts that were put off.</param>
/// <param name="HardBounced">Messages whose address is dead, whether a relay said so at once or a report later.</param>
/// <param name="Bounced">Messages that did not arrive, hard ones among them, by the reason.</param>
/// <param name="Complained">Messages that were called unwanted.</param>
/// <param name="Unsubscribed">Readers who left by a message.</param>
internal sealed record FigureNumbers(
    long Sent,
    long InTime,
    long Deferred,
    long HardBounced,
    IReadOnlyDictionary<string, long> Bounced,
    long Complained,
    long Unsubscribed
);

/// <summary>What became of mail in one hour.</summary>
/// <param name="Hour">When it began.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record HourFigures(DateTimeOffset Hour, FigureNumbers Numbers);

/// <summary>What became of mail to one receiving domain.</summary>
/// <param name="Domain">Its name; empty: not known.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record DomainFigures(string Domain, FigureNumbers Numbers);

/// <summary>What became of an issue's mail, or of everybody's in a time.</summary>
/// <param name="Total">All together.</param>
/// <param name="Hours">By hours in which something happened, in their order.</param>
/// <param name="Domains">A page of the receiving domains, by their names.</param>
/// <param name="Next">What the next page begins after; null: this is the last.</param>
internal sealed record FigureReport(
    FigureNumbers Total,
    IReadOnlyList<HourFigures> Hours,
    IReadOnlyList<DomainFigures> Domains,
    string? Next
);
