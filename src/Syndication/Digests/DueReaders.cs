using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>
/// Finds who may be due, in chunks, without ever holding all of them: by slot, then by news in a section that is followed piece by piece.
/// A reader may turn up twice in a tick.
/// </summary>
internal sealed class DueReaders(Database database, IOptions<DigestOptions> options)
{
    /// <summary>Numbers of readers, a chunk at a time.</summary>
    /// <param name="now">Slots up to it are due.</param>
    /// <param name="newest">The newest sequence of each section.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<IReadOnlyList<long>> ChunksAsync(
        DateTimeOffset now,
        IReadOnlyDictionary<SectionSlug, long> newest,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var until = now.ToUnixTimeMilliseconds();
        await foreach (var chunk in PagesAsync((last, size) => BySlot(until, last, size), ct))
            yield return chunk;
        foreach (var (section, sequence) in newest)
        {
            await foreach (var chunk in PagesAsync((last, size) => ByNews(section, sequence, last, size), ct))
                yield return chunk;
        }
    }

    // Hand-written, because the order goes by columns that EF sees as opaque types. Both pages are ranges of an index.
    private static FormattableString BySlot(long until, Place last, int size) =>
        $"""
            SELECT "Subscriber" AS "Reader", "NextDueAt" AS "Key" FROM "Subscriptions"
            WHERE "NextDueAt" >= {last.Key} AND "NextDueAt" <= {until} AND ("NextDueAt" > {last.Key} OR "Subscriber" > {last.Reader})
            ORDER BY "NextDueAt", "Subscriber" LIMIT {size}
            """;

    private static FormattableString ByNews(SectionSlug section, long newest, Place last, int size) =>
        $"""
            SELECT s."Subscriber" AS "Reader", s."Mark" AS "Key" FROM "Subscriptions" AS s
            INNER JOIN "Subscribers" AS r ON r."Number" = s."Subscriber"
            WHERE s."Cadence" = 1 AND s."Section" = {section.Value} AND s."Mark" >= {last.Key} AND s."Mark" < {newest}
            AND (s."Mark" > {last.Key} OR s."Subscriber" > {last.Reader}) AND r."State" = 1 AND s."NextDueAt" IS NULL
            ORDER BY s."Mark", s."Subscriber" LIMIT {size}
            """;

    private async IAsyncEnumerable<IReadOnlyList<long>> PagesAsync(
        Func<Place, int, FormattableString> query,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var last = new Place { Key = long.MinValue, Reader = long.MinValue };
        while (true)
        {
            var size = options.Value.ChunkSize;
            var page = await database.ReadAsync((db, token) => db.Database.SqlQuery<Place>(query(last, size)).ToListAsync(token), ct);
            if (page.Count > 0)
                yield return [.. page.Select(place => place.Reader).Distinct()];
            if (page.Count < size)
                yield break;
            last = page[^1];
        }
    }

    private sealed class Place
    {
        public long Reader { get; init; }
        public long Key { get; init; }
    }
}
