using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>The reports that something followed from.</summary>
internal sealed class BounceStore(Database database, Suppressions suppressions, TimeProvider clock)
{
    /// <summary>Most bytes of a report's text that are kept; what it says stands at its beginning.</summary>
    private const int MostKept = 64 * 1024;

    private const int Chunk = 500;

    /// <summary>Whether this very report was counted before.</summary>
    public static Task<bool> IsKnownAsync(PublicationDb db, byte[] key, CancellationToken ct) =>
        db.Set<BounceReport>().AnyAsync(report => report.Key == key, ct);

    /// <summary>Whether another report said the same of the message before.</summary>
    public static Task<bool> IsKnownAsync(PublicationDb db, long message, ReturnClass kind, CancellationToken ct) =>
        db.Set<BounceReport>().AnyAsync(report => report.Message == message && report.Class == kind, ct);

    /// <summary>Keeps a report and counts it, in the caller's transaction.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="report">The report.</param>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="kind">What came back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="status">Enhanced status code.</param>
    public void Add(PublicationDb db, ReturnedReport report, ReportSubject subject, ReturnClass kind, string reason, string? status)
    {
        var now = clock.GetUtcNow();
        db.Add(
            new BounceReport
            {
                Source = report.Source,
                Key = report.Key,
                Message = subject.Message.Id,
                Reader = subject.Reader.Number,
                Address = subject.Address is { } address ? suppressions.Hash(address) : null,
                Class = kind,
                Reason = reason,
                Status = status,
                At = now,
                Content = Pack(report.Content.Span),
            }
        );
        db.Add(
            new ReturnEvent
            {
                Message = subject.Message.Id,
                Stream = subject.Message.Stream,
                Group = subject.Message.Group,
                Domain = subject.Domain,
                Class = kind,
                Reason = reason,
                At = now,
            }
        );
    }

    /// <summary>Remembers a mail that ended a subscription, in the caller's transaction; the leaving itself is counted where it happens.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="key">What makes two the same mail.</param>
    /// <param name="reader">Who left.</param>
    public void AddLeaving(PublicationDb db, byte[] key, Subscriber reader) =>
        db.Add(
            new BounceReport
            {
                Source = ReturnedReport.Mailbox,
                Key = key,
                Reader = reader.Number,
                Address = suppressions.Hash(reader.Email),
                Class = ReturnClass.Unsubscribe,
                Reason = "mail",
                At = clock.GetUtcNow(),
            }
        );

    /// <summary>Drops texts from before a time, but for those of addresses that are suppressed; again is the same.</summary>
    public async Task ForgetTextsAsync(DateTimeOffset before, CancellationToken ct)
    {
        while (await database.WriteAsync((db, token) => ForgetChunkAsync(db, before, token), ct) == Chunk) { }
    }

    /// <summary>Drops scores of which nothing is left.</summary>
    public Task ForgetScoresAsync(DateTimeOffset before, CancellationToken ct) =>
        database.WriteAsync((db, token) => db.Set<BounceScore>().Where(score => score.At < before).ExecuteDeleteAsync(token), ct);

    /// <summary>A kept text; null: it is kept no more.</summary>
    public static byte[]? Unpack(BounceReport report)
    {
        if (report.Content is null)
            return null;
        using var packed = new MemoryStream(report.Content);
        using var unzip = new GZipStream(packed, CompressionMode.Decompress);
        using var text = new MemoryStream();
        unzip.CopyTo(text);
        return text.ToArray();
    }

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(text[..Math.Min(text.Length, MostKept)]);
        return packed.ToArray();
    }

    private static async Task<int> ForgetChunkAsync(PublicationDb db, DateTimeOffset before, CancellationToken ct)
    {
        var old = await db.Set<BounceReport>()
            .Where(report => report.Content != null && report.At < before)
            .Where(report => !db.Set<Suppression>().Any(suppression => suppression.Hash == report.Address))
            .OrderBy(report => report.At)
            .Select(report => report.Id)
            .Take(Chunk)
            .ToListAsync(ct);
        await db.Set<BounceReport>()
            .Where(report => old.Contains(report.Id))
            .ExecuteUpdateAsync(change => change.SetProperty(report => report.Content, (byte[]?)null), ct);
        return old.Count;
    }
}
