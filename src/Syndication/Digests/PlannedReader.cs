using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>What the planner decided for a reader, to be written if the plan is still the one that was read.</summary>
/// <param name="Number">The reader.</param>
/// <param name="PlanVersion">The version that was read.</param>
/// <param name="Issue">The issue to queue; null: nothing new.</param>
/// <param name="Moves">Where the due subscriptions go.</param>
internal sealed record PlannedReader(long Number, long PlanVersion, long? Issue, IReadOnlyList<Move> Moves);

/// <summary>A subscription's next place.</summary>
/// <param name="Section">Which.</param>
/// <param name="Mark">Never below the present one.</param>
/// <param name="Next">The next slot; null for one that has none.</param>
internal readonly record struct Move(SectionSlug Section, long Mark, Slot? Next);
