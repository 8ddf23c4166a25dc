using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Messages;

/// <summary>
/// What was sent to an address, and what relays said. Of an erased reader nothing is found by the address: the rows stay in the issues'
/// numbers, without the reader.
/// </summary>
internal sealed class MessageHistory(Database database, Suppressions suppressions, MessageTokens tokens)
{
    /// <summary>The whole history, or null where the address is neither a reader's nor suppressed.</summary>
    public Task<ReaderHistory?> FindAsync(EmailAddress address, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var key = address.Key;
                var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(one => one.EmailKey == key, token);
                var suppression = await suppressions.FindAsync(db, address.Value, token);
                return reader is null && suppression is null
                    ? null
                    : new ReaderHistory(
                        reader is null ? null : Word(reader.State),
                        suppression is null ? null : new SuppressionView(Word(suppression.Reason), suppression.At),
                        reader is null ? [] : await MessagesAsync(db, reader.Number, token)
                    );
            },
            ct
        );

    private async Task<IReadOnlyList<MessageView>> MessagesAsync(PublicationDb db, long reader, CancellationToken ct)
    {
        var rows = await (
            from row in Of(db, reader)
            join issue in db.Set<Issue>()
                on new { row.Group, row.Stream } equals new { Group = issue.Id, Stream = MessageStream.Digest }
                into issues
            from issue in issues.DefaultIfEmpty()
            join mail in db.Set<TransactionalMail>()
                on new { row.Group, row.Stream } equals new { Group = mail.Id, Stream = MessageStream.Transactional }
                into mails
            from mail in mails.DefaultIfEmpty()
            orderby row.Id descending
            select new
            {
                Row = row,
                Issue = issue == null ? null : issue.PublicId,
                Title = issue == null ? null : issue.Title,
                Kind = mail == null ? (TransactionalKind?)null : mail.Kind,
            }
        ).ToListAsync(ct);
        var attempts = (
            await db.Set<Attempt>()
                .Where(attempt => Of(db, reader).Any(row => row.Id == attempt.Message))
                .OrderBy(attempt => attempt.Id)
                .ToListAsync(ct)
        ).ToLookup(attempt => attempt.Message, View);
        return
        [
            .. rows.Select(found =>
                View(found.Row, found.Issue, found.Title ?? (found.Kind is { } kind ? Word(kind) : ""), [.. attempts[found.Row.Id]])
            ),
        ];
    }

    private static IQueryable<Message> Of(PublicationDb db, long reader) =>
        db.Set<Message>()
            .Where(row => (row.Stream == MessageStream.Digest || row.Stream == MessageStream.Transactional) && row.Recipient == reader);

    private MessageView View(Message row, string? issue, string title, IReadOnlyList<AttemptView> attempts) =>
        new(
            row.Id,
            tokens.Make(row.Id, new MessageKey(row.Stream, row.Group, row.Recipient)),
            Word(row.Stream),
            issue,
            title,
            Word(row.State),
            row.CreatedAt,
            row.State is MessageState.Queued or MessageState.Deferred or MessageState.InDoubt ? row.NextAttemptAt : null,
            row.DoneAt,
            row.VersionSent,
            row.Doubts,
            row.Repeats,
            row.LastReply,
            attempts
        );

    private static AttemptView View(Attempt attempt) =>
        new(attempt.At, attempt.Relay, Word(attempt.Outcome), attempt.Code, attempt.EnhancedCode, attempt.Text, attempt.QueueId);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
