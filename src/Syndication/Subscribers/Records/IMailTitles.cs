using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers.Records;

/// <summary>A feature that sends mail says here what each was called, for the record of a reader who asks; one for each stream that has titles.</summary>
public interface IMailTitles
{
    /// <summary>Whose mails it knows.</summary>
    MessageStream Stream { get; }

    /// <summary>The titles of the groups that still have one.</summary>
    Task<IReadOnlyDictionary<long, string>> TitlesAsync(PublicationDb db, IReadOnlyCollection<long> groups, CancellationToken ct);
}
