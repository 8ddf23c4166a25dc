namespace Syndication.Delivery.Relays;

/// <summary>
/// This node's part of a relay's limits, which hold for all nodes together: connections by rank among the workers, rates in equal parts.
/// </summary>
/// <remarks>
/// Nodes look at the workers at least every second while they send. A newcomer takes nothing until the others have had time to see it and to give way;
/// what a dead node had is free when it is buried.
/// </remarks>
internal sealed class NodeShare(TimeProvider clock)
{
    /// <summary>How long a newcomer waits for the others to give way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Lock sync = new();
    private int nodes = 1;
    private int rank;
    private long? me;
    private long? joined;

    /// <summary>Takes note of the workers that are alive, this one among them.</summary>
    public void Divide(IReadOnlyCollection<long> workers, long myself)
    {
        lock (sync)
        {
            if (me != myself)
                joined = workers.Count > 1 ? clock.GetTimestamp() : null;
            me = myself;
            nodes = Math.Max(1, workers.Count);
            rank = workers.Count(worker => worker < myself);
        }
    }

    /// <summary>This node's part of a number of connections; 0 where there are more nodes than connections.</summary>
    public int? OfConnections(int? limit)
    {
        lock (sync)
        {
            return limit is not { } all ? null
                : IsNew ? 0
                : (all / nodes) + (rank < all % nodes ? 1 : 0);
        }
    }

    /// <summary>This node's part of a rate; 0 while it is new.</summary>
    public double? OfRate(double? limit)
    {
        lock (sync)
        {
            return IsNew && limit is not null ? 0 : limit / nodes;
        }
    }

    private bool IsNew => joined is { } at && clock.GetElapsedTime(at) < Grace;
}
