using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers.Records;

namespace Syndication.Digests;

/// <summary>What digests were called, for the record of a reader who asks.</summary>
internal sealed class IssueTitles : IMailTitles
{
    public MessageStream Stream => MessageStream.Digest;

    public async Task<IReadOnlyDictionary<long, string>> TitlesAsync(
        PublicationDb db,
        IReadOnlyCollection<long> groups,
        CancellationToken ct
    ) => await db.Set<Issue>().Where(issue => groups.Contains(issue.Id)).ToDictionaryAsync(issue => issue.Id, issue => issue.Title, ct);
}
