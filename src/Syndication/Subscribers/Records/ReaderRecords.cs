using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers.Records;

/// <summary>Collects all that is stored about a reader, for the reader.</summary>
internal sealed class ReaderRecords(Database database, SubscriberStore readers, IEnumerable<IMailTitles> titles)
{
    /// <summary>The record of an address; null: nobody's.</summary>
    public async Task<ReaderRecord?> OfAsync(EmailAddress address, CancellationToken ct) =>
        await readers.FindAsync(address, ct) is { } reader ? await OfAsync(reader, ct) : null;

    /// <summary>A reader's record.</summary>
    public async Task<ReaderRecord> OfAsync(Reader reader, CancellationToken ct)
    {
        var consents = await readers.ConsentsAsync(reader.Subscriber.Id, ct);
        return new ReaderRecord
        {
            Reader = SubscriberViews.Of(reader, consents),
            CreatedAt = reader.Subscriber.CreatedAt,
            ConfirmedAt = reader.Subscriber.ConfirmedAt,
            Consent =
            [
                .. consents.Select(happened => new ConsentRecord(
                    PlanWords.Of(happened.What),
                    happened.At,
                    PlanWords.Of(happened.How),
                    happened.Wording,
                    happened.Remark
                )),
            ],
            Mails = await database.ReadAsync((db, token) => MailsAsync(db, reader.Subscriber.Number, token), ct),
        };
    }

    private async Task<IReadOnlyList<MailRecord>> MailsAsync(PublicationDb db, long reader, CancellationToken ct)
    {
        var rows = await db.Set<Message>().Where(row => row.Recipient == reader).OrderBy(row => row.Id).ToListAsync(ct);
        var kinds = await db.Set<TransactionalMail>()
            .Where(mail => mail.Subscriber == reader)
            .ToDictionaryAsync(mail => mail.Id, mail => PlanWords.Of(mail.Kind), ct);
        var named = new Dictionary<(MessageStream, long), string>();
        foreach (var feature in titles)
        {
            var groups = rows.Where(row => row.Stream == feature.Stream).Select(row => row.Group).ToHashSet();
            foreach (var (group, title) in await feature.TitlesAsync(db, groups, ct))
                named[(feature.Stream, group)] = title;
        }

        return
        [
            .. rows.Select(row => new MailRecord(
                row.Stream is MessageStream.Digest ? "digest" : kinds.GetValueOrDefault(row.Group, "mail"),
                named.GetValueOrDefault((row.Stream, row.Group)),
                PlanWords.Of(row.State),
                row.CreatedAt,
                row.DoneAt
            )),
        ];
    }
}
