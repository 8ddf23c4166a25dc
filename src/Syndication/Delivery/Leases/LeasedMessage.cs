namespace Syndication.Delivery.Leases;

/// <summary>A row as it was when this worker leased it. Worker and epoch together are the fence: both must still be in the row for a result to count.</summary>
/// <param name="Id">The row.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Worker">Who holds it.</param>
/// <param name="Epoch">Which lease of the row this is.</param>
/// <param name="Attempts">Attempts before.</param>
/// <param name="FirstAttemptAt">The first of them.</param>
/// <param name="Doubts">How often it was in doubt.</param>
/// <param name="Version">The version of the last attempt.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="DueAt">When its reader should have it.</param>
internal sealed record LeasedMessage(
    long Id,
    MessageKey Key,
    long Worker,
    int Epoch,
    int Attempts,
    DateTimeOffset? FirstAttemptAt,
    int Doubts,
    int? Version,
    DateTimeOffset QueuedAt,
    DateTimeOffset DueAt
)
{
    /// <summary>The domain of its Message-ID; null: the sender's. See <see cref="Mailing.Domain"/>.</summary>
    public string? IdDomain { get; init; }

    /// <summary>Where it waits when it is given back: a doubt is not forgotten.</summary>
    public MessageState Waiting => Doubts > 0 ? MessageState.InDoubt : MessageState.Queued;

    /// <summary>Where it goes when it will not be sent any more though its reader wants it: what may have arrived has not failed.</summary>
    public MessageState Ended => Doubts > 0 ? MessageState.Held : MessageState.Failed;

    /// <summary>Takes over a row that was just leased.</summary>
    public static LeasedMessage From(Message row) =>
        new(
            row.Id,
            new MessageKey(row.Stream, row.Group, row.Recipient),
            row.Worker!.Value,
            row.Epoch,
            row.Attempts,
            row.FirstAttemptAt,
            row.Doubts,
            row.VersionSent,
            row.CreatedAt,
            row.DueAt ?? row.CreatedAt
        );
}
