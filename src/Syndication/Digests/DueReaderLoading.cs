using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Reads the plans of a chunk of readers, as they are now.</summary>
internal sealed class DueReaderLoading(Database database, DueRules rules, ReaderZones zones)
{
    /// <summary>Those of the readers who are active and have something due, or due at another time than it is stored with.</summary>
    /// <remarks>The reader's row is read first: a plan that changes after it makes the compare-and-set fail, never a mixture of two plans.</remarks>
    public async Task<IReadOnlyList<DueReader>> LoadAsync(
        IReadOnlyList<long> numbers,
        IReadOnlyDictionary<SectionSlug, long> newest,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var readers = await database.ReadAsync(
            (db, token) =>
                db.Set<Subscriber>()
                    .Where(reader => EF.Parameter(numbers).Contains(reader.Number) && reader.State == SubscriberState.Active)
                    .ToListAsync(token),
            ct
        );
        var ids = readers.ConvertAll(reader => reader.Id);
        var plans = await database.ReadAsync(
            (db, token) =>
                db.Set<Subscription>().Where(subscription => EF.Parameter(ids).Contains(subscription.Subscriber)).ToListAsync(token),
            ct
        );
        var byReader = plans.ToLookup(subscription => subscription.Subscriber);
        readers.ForEach(zones.Mend);
        return
        [
            .. readers
                .Select(reader => rules.Of(reader, [.. byReader[reader.Id]], newest, now))
                .Where(reader => reader.Due.Count > 0 || reader.Retimed.Count > 0),
        ];
    }
}
