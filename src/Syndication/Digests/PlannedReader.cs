using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>What the planner decided for a reader, to be written if the plan is still the one that was read.</summary>
/// <param name="Number">The reader.</param>
/// <param name="PlanVersion">The version that was read.</param>
/// <param name="Issue">The issue to queue; null: nothing new.</param>
/// <param name="Moves">Where the due subscriptions go.</param>
/// <param name="CorrectionMark">Up to here corrections are dealt with; null: as before.</param>
/// <param name="DueAt">When the reader should have the issue; null: when it was planned, which is so for what is sent as it appears.</param>
internal sealed record PlannedReader(
    long Number,
    long PlanVersion,
    long? Issue,
    IReadOnlyList<Move> Moves,
    long? CorrectionMark = null,
    DateTimeOffset? DueAt = null
);

/// <summary>A subscription's next place.</summary>
/// <param name="Section">Which.</param>
/// <param name="Mark">Never below the present one.</param>
/// <param name="NextSlot">The next slot as it is stored; null for one that has none.</param>
/// <param name="NextDueAt">Its instant; without a slot, due out of turn at this instant; null: when there is news.</param>
internal readonly record struct Move(SectionSlug Section, long Mark, string? NextSlot, DateTimeOffset? NextDueAt)
{
    public Move(SectionSlug section, long mark, Slot? next)
        : this(section, mark, next?.ToString(), next?.At) { }
}
