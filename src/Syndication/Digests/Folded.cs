namespace Syndication.Digests;

/// <summary>Issues of the reader's that were overdue past their freshness and whose articles are in this one.</summary>
/// <param name="First">The local date of the oldest.</param>
/// <param name="IsSeveral">Whether there were more of them.</param>
internal readonly record struct Folded(DateOnly First, bool IsSeveral)
{
    /// <summary>Of all these dates; null: none.</summary>
    public static Folded? Of(IEnumerable<DateOnly> dates)
    {
        var distinct = dates.Distinct().ToList();
        return distinct.Count == 0 ? null : new Folded(distinct.Min(), distinct.Count > 1);
    }
}
