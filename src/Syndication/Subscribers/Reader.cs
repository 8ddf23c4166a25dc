namespace Syndication.Subscribers;

/// <summary>A subscriber with the plan as it stands; a copy, not a row to change.</summary>
/// <param name="Subscriber">The reader.</param>
/// <param name="Subscriptions">By section; switched-off ones included.</param>
public sealed record Reader(Subscriber Subscriber, IReadOnlyList<Subscription> Subscriptions)
{
    /// <summary>The plan.</summary>
    public ReaderPlan Plan => ReaderPlan.Of(Subscriber, Subscriptions);
}
