using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.DoNotMail;

/// <summary>The addresses that must not be mailed, for operators: why, and back off the list.</summary>
internal sealed class SuppressionDesk(Database database, Suppressions suppressions)
{
    /// <summary>Most that one page has.</summary>
    public const int MostListed = 500;

    private const int ShownBytes = 8;

    /// <summary>A page of the list, the newest first.</summary>
    /// <param name="reason">Only those with it; null: all.</param>
    /// <param name="skip">How many of the newest are left out.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<ListedSuppression>> ListAsync(SuppressionReason? reason, int skip, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await ViewAsync(
                    db,
                    await db.Set<Suppression>()
                        .Where(row => reason == null || row.Reason == reason)
                        .OrderByDescending(row => row.At)
                        .ThenBy(row => row.Hash)
                        .Skip(skip)
                        .Take(MostListed)
                        .ToListAsync(token),
                    token
                ),
            ct
        );

    /// <summary>One of the list; null: it is not on it.</summary>
    public Task<ListedSuppression?> FindAsync(SuppressionQuery query, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                if (await RowAsync(db, query, token) is not { } row)
                    return null;
                var view = (await ViewAsync(db, [row], token))[0];
                return query.Address is { } address ? view with { Address = address } : view;
            },
            ct
        );

    /// <summary>
    /// Takes an address off the list, whatever it is on it for; its reader's next issues bring what was withheld. A reader who was unsubscribed
    /// stays so.
    /// </summary>
    /// <returns>Whether it was on it.</returns>
    public async Task<bool> LiftAsync(SuppressionQuery query, CancellationToken ct)
    {
        if (await database.ReadAsync((db, token) => RowAsync(db, query, token), ct) is not { Hash: var hash })
            return false;
        var reader = await database.ReadAsync((db, token) => ReaderAsync(db, hash, query.Address, token), ct);
        return await database.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<Suppression>().Where(one => one.Hash == hash).ExecuteDeleteAsync(token) == 0)
                    return false;
                if (reader is { } number)
                    await Ledger.UnsuppressAsync(db, MessageStream.Digest, number, token);
                return true;
            },
            ct
        );
    }

    /// <summary>The text of a report; null: there is none, or it is kept no more.</summary>
    public Task<byte[]?> TextAsync(long report, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await db.Set<BounceReport>().SingleOrDefaultAsync(one => one.Id == report, token) is { } kept
                    ? BounceStore.Unpack(kept)
                    : null,
            ct
        );

    /// <summary>A reason's name here.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private async Task<Suppression?> RowAsync(PublicationDb db, SuppressionQuery query, CancellationToken ct)
    {
        if (query.Address is { } address)
            return await suppressions.FindAsync(db, address, ct);
        if (query.Id is not { Length: ShownBytes * 2 } id || !id.All(char.IsAsciiHexDigit))
            return null;

        // The list's names are the beginnings of keys: all that begin so lie between two keys.
        var first = Convert.FromHexString(id.PadRight(64, '0'));
        var last = Convert.FromHexString(id.PadRight(64, 'F'));
        var found = await db.Set<Suppression>()
            .FromSql($"""SELECT * FROM "Suppressions" WHERE "Hash" BETWEEN {first} AND {last}""")
            .AsNoTracking()
            .Take(2)
            .ToListAsync(ct);
        return found.Count == 1 ? found[0] : null;
    }

    // The list has only the keys of addresses: without the address itself, all readers are looked through for whose it is, outside of any write.
    private async Task<long?> ReaderAsync(PublicationDb db, byte[] hash, string? given, CancellationToken ct)
    {
        if (given is not null)
            return EmailAddress.TryParse(given, out var address, out _) ? (await SignUps.FindAsync(db, address, ct))?.Number : null;
        var readers = db.Set<Subscriber>().Select(reader => new { reader.Number, reader.Email }).AsAsyncEnumerable();
        await foreach (var reader in readers.WithCancellation(ct))
        {
            if (suppressions.Hash(reader.Email).AsSpan().SequenceEqual(hash))
                return reader.Number;
        }

        return null;
    }

    private static async Task<IReadOnlyList<ListedSuppression>> ViewAsync(
        PublicationDb db,
        IReadOnlyList<Suppression> rows,
        CancellationToken ct
    )
    {
        var hashes = rows.Select(row => (byte[]?)row.Hash).ToList();
        var reports = (
            await db.Set<BounceReport>()
                .Where(report => hashes.Contains(report.Address))
                .Select(report => new
                {
                    report.Address,
                    report.Reader,
                    Kind = report.Class,
                    View = new ListedReport(
                        report.Id,
                        WordOf(report.Class),
                        report.Reason,
                        report.Status,
                        report.Source,
                        report.At,
                        report.Message
                    ),
                })
                .ToListAsync(ct)
        ).ToLookup(found => Convert.ToHexString(found.Address!), StringComparer.Ordinal);
        var numbers = reports.SelectMany(group => group).Select(found => found.Reader).OfType<long>().Distinct().ToList();
        var emails = await db.Set<Subscriber>()
            .Where(reader => numbers.Contains(reader.Number))
            .ToDictionaryAsync(reader => reader.Number, reader => reader.Email, ct);
        return
        [
            .. rows.Select(row =>
            {
                var of = reports[Convert.ToHexString(row.Hash)].OrderByDescending(found => found.View.Number).ToList();
                var reader = of.Find(found => found.Reader is not null)?.Reader;
                return new ListedSuppression(
                    Convert.ToHexStringLower(row.Hash.AsSpan(0, ShownBytes)),
                    reader is { } number ? emails.GetValueOrDefault(number) : null,
                    WordOf(row.Reason),
                    row.At,
                    of.Find(found => found.Kind == KindOf(row.Reason))?.View
                );
            }),
        ];
    }

    private static ReturnClass? KindOf(SuppressionReason reason) =>
        reason switch
        {
            SuppressionReason.NoSuchMailbox => ReturnClass.Hard,
            SuppressionReason.KeepsFailing => ReturnClass.Soft,
            SuppressionReason.Complaint => ReturnClass.Complaint,
            _ => null,
        };
}
