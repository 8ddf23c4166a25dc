using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>A reader with what of the plan is due in this tick.</summary>
internal sealed record DueReader
{
    public required Subscriber Reader { get; init; }

    /// <summary>All subscriptions, those that are not due included.</summary>
    public required IReadOnlyList<Subscription> Plan { get; init; }

    /// <summary>The due ones, by section.</summary>
    public required IReadOnlyList<Subscription> Due { get; init; }

    /// <summary>
    /// What turned out not to be due yet: the rules of the reader's zone changed after a slot was made, the publisher allows a section less
    /// often by now, or the reader's quiet hours are on.
    /// </summary>
    public required IReadOnlyList<Move> Retimed { get; init; }

    /// <summary>The first slots, two at most, that passed longer ago than an issue is fresh.</summary>
    public IReadOnlyList<Slot> Missed { get; init; } = [];

    /// <summary>The dates of the missed slots that had any of these articles ahead of them.</summary>
    public IEnumerable<DateOnly> MissedOf(IReadOnlyList<NewsItem> items) =>
        Missed.Where(slot => items.Any(item => item.VisibleAt <= slot.At)).Select(slot => DateOnly.FromDateTime(slot.Local));
}
