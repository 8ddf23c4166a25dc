using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>A feature that keeps something of readers forgets it here; registered by the feature, called when a reader is erased.</summary>
public interface IReaderErasure
{
    /// <summary>Forgets the reader, in the erasing transaction. What must stay for the figures (ledger rows) stays under a number that then names nobody.</summary>
    Task EraseAsync(PublicationDb db, SubscriberId reader, CancellationToken ct);
}
