using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Mails;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The ledger as other features use it: they queue messages, call them back and ask for numbers in their own transactions.</summary>
public sealed class Ledger(IOptions<PublicationOptions> publication, TimeProvider clock)
{
    private string Domain => field ??= SenderAddress.Parse(publication.Value.Sender).Domain;

    /// <summary>Queues a message each; a key that is there already is left alone, so this is safe to run again.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="group">What is sent.</param>
    /// <param name="recipients">Who gets it.</param>
    /// <param name="dueAt">When these recipients should have it; null: now.</param>
    /// <param name="freshUntil">After this, unsent messages of the group are stale; null: never. Joining a group later moves it on.</param>
    /// <param name="ct">Cancels.</param>
    public async Task QueueAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        IReadOnlyCollection<long> recipients,
        DateTimeOffset? dueAt,
        DateTimeOffset? freshUntil,
        CancellationToken ct
    )
    {
        if (await db.Set<Mailing>().FindAsync([stream, group], ct) is not { } mailing)
        {
            db.Add(
                new Mailing
                {
                    Stream = stream,
                    Group = group,
                    Domain = Domain,
                    FreshUntil = freshUntil,
                }
            );
        }
        else if (mailing.FreshUntil < freshUntil)
        {
            // Whoever joins later is not stale because the first ones would be.
            mailing.FreshUntil = freshUntil;
        }

        await db.SaveChangesAsync(ct);
        if (await AddAsync(db, stream, group, recipients, dueAt, ct) is var added and > 0)
            await CountPlannedAsync(db, stream, group, added, ct);
    }

    /// <summary>The messages to these recipients, of this group and later ones. It costs what they have, however many others there are.</summary>
    /// <remarks>
    /// PostgreSQL takes the groups that came after its last statistics for empty, and would read all of them for each chunk of recipients:
    /// the time of a digest would grow with the square of its readers. So it is made to look up one recipient at a time.
    /// </remarks>
    public static IQueryable<Message> OfRecipients(
        PublicationDb db,
        MessageStream stream,
        IReadOnlyCollection<long> recipients,
        long firstGroup
    )
    {
        if (!db.IsShared)
            return db.Set<Message>()
                .Where(message =>
                    message.Stream == stream && EF.Parameter(recipients).Contains(message.Recipient) && message.Group >= firstGroup
                );
        long[] each = [.. recipients.Distinct()];
        return db.Set<Message>()
            .FromSql(
                $"""
                SELECT found.* FROM unnest({each}) AS recipient CROSS JOIN LATERAL (
                    SELECT * FROM "Messages"
                    WHERE "Stream" = {(int)stream} AND "Recipient" = recipient AND "Group" >= {firstGroup} OFFSET 0) AS found
                """
            );
    }

    /// <summary>
    /// Cancels what is not yet on its way to a recipient: queued, leased and deferred rows. A row whose intent is committed is left to its result.
    /// What may have arrived already is in doubt and stays so: its repeat is composed anew, and is cancelled then if the reader takes no mail.
    /// </summary>
    /// <returns>How many were cancelled.</returns>
    public async Task<int> CancelOpenAsync(PublicationDb db, MessageStream stream, long recipient, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = db.Set<Message>()
            .Where(message => message.Stream == stream && message.Recipient == recipient)
            .Where(message =>
                message.State == MessageState.Queued || message.State == MessageState.Leased || message.State == MessageState.Deferred
            );

        // Taken from whoever holds it: a repeat that is composed already does not go out.
        await open.Where(message => message.Doubts > 0)
            .ExecuteUpdateAsync(
                change =>
                    change.SetProperty(message => message.State, MessageState.InDoubt).SetProperty(message => message.Worker, (long?)null),
                ct
            );
        return await open.ExecuteUpdateAsync(
            change =>
                change
                    .SetProperty(message => message.State, MessageState.Cancelled)
                    .SetProperty(message => message.Worker, (long?)null)
                    .SetProperty(message => message.LastReply, reason)
                    .SetProperty(message => message.DoneAt, now),
            ct
        );
    }

    /// <summary>
    /// The recipient has another address from now on. What is made ready for the old one is made anew, and what the old one was not sent because
    /// it was suppressed is as after <see cref="UnsuppressAsync"/>.
    /// </summary>
    public static async Task RedirectAsync(PublicationDb db, MessageStream stream, long recipient, CancellationToken ct)
    {
        var rows = db.Set<Message>().Where(message => message.Stream == stream && message.Recipient == recipient);
        // What is not leased stays as it is: it is written so that nobody leases it before this transaction, and the new address, is committed.
        await rows.Where(message =>
                message.State == MessageState.Queued
                || message.State == MessageState.Leased
                || message.State == MessageState.Deferred
                || message.State == MessageState.InDoubt
            )
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(
                            message => message.State,
                            row =>
                                row.State != MessageState.Leased ? row.State
                                : row.Doubts > 0 ? MessageState.InDoubt
                                : MessageState.Queued
                        )
                        .SetProperty(message => message.Worker, (long?)null),
                ct
            );
        await UnsuppressAsync(db, stream, recipient, ct);
    }

    /// <summary>
    /// The recipient may be mailed again: what was not sent because the address was suppressed ended without an acceptance, as if it had been
    /// called back.
    /// </summary>
    public static Task UnsuppressAsync(PublicationDb db, MessageStream stream, long recipient, CancellationToken ct) =>
        db.Set<Message>()
            .Where(message => message.Stream == stream && message.Recipient == recipient)
            .Where(message => message.State == MessageState.Suppressed && message.Doubts == 0)
            .ExecuteUpdateAsync(change => change.SetProperty(message => message.State, MessageState.Cancelled), ct);

    /// <summary>
    /// Stops the sending of a group for the time being; messages whose intent is committed still go out. One that the gate holds stays as it is,
    /// and from now on only <see cref="ResumeAsync"/> ends that.
    /// </summary>
    /// <returns>False when it is neither open nor held by the gate.</returns>
    public async Task<bool> PauseAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct) =>
        await MoveAsync(db, stream, group, MailingState.Open, MailingState.Paused, ct)
        || (stream == MessageStream.Digest && await MailingNotes.TakeOverAsync(db, group, ct));

    /// <summary>Lets a paused group go on.</summary>
    /// <returns>False when it is not paused.</returns>
    public async Task<bool> ResumeAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct)
    {
        if (!await MoveAsync(db, stream, group, MailingState.Paused, MailingState.Open, ct))
            return false;
        if (stream == MessageStream.Digest)
            await MailingNotes.ReleaseAsync(db, group, clock.GetUtcNow(), ct);
        return true;
    }

    /// <summary>Keeps a group's messages back until somebody approves it, however long that takes; before anything is queued for it.</summary>
    public async Task HoldForApprovalAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct)
    {
        db.Add(
            new Mailing
            {
                Stream = stream,
                Group = group,
                Domain = Domain,
                State = MailingState.Unapproved,
            }
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Lets a group go out that waited for approval; its messages are fresh from then on.</summary>
    /// <returns>False when it does not wait for one.</returns>
    public async Task<bool> ApproveAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        DateTimeOffset freshUntil,
        CancellationToken ct
    ) =>
        await db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && mailing.Group == group && mailing.State == MailingState.Unapproved)
            .ExecuteUpdateAsync(
                change =>
                    change.SetProperty(mailing => mailing.State, MailingState.Open).SetProperty(mailing => mailing.FreshUntil, freshUntil),
                ct
            ) > 0;

    /// <summary>Cancels a group: from the commit on none of its messages begins to be sent. <see cref="OpenMessages"/> ends them.</summary>
    public Task CancelMailingAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct) =>
        db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && mailing.Group == group)
            .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Cancelled), ct);

    /// <summary>Whether a group's messages may go out, or null when nothing was ever queued for it.</summary>
    public Task<MailingState?> StateAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct) =>
        db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && mailing.Group == group)
            .Select(mailing => (MailingState?)mailing.State)
            .SingleOrDefaultAsync(ct);

    /// <summary>The numbers of a group, or null when nothing was ever queued for it.</summary>
    public async Task<MailingCounts?> CountsAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct)
    {
        var planned = await db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && mailing.Group == group)
            .Select(mailing => (long?)mailing.Planned)
            .SingleOrDefaultAsync(ct);
        if (planned is null)
            return null;
        var states = await db.Set<Message>()
            .Where(message => message.Stream == stream && message.Group == group)
            .GroupBy(message => message.State)
            .Select(rows => new { State = rows.Key, Count = rows.Count() })
            .ToListAsync(ct);
        var unsure = await db.Set<Message>()
            .Where(message => message.Stream == stream && message.Group == group && message.Doubts + message.Repeats > 0)
            .GroupBy(message => message.Group)
            .Select(rows => new { Repeats = rows.Sum(row => row.Repeats), Doubts = rows.Sum(row => row.Doubts) })
            .SingleOrDefaultAsync(ct);
        return new MailingCounts(
            planned.Value,
            states.ToDictionary(state => state.State, state => state.Count),
            unsure?.Repeats ?? 0,
            unsure?.Doubts ?? 0
        );
    }

    // Numbers only, so the text is safe to build.
    private async Task<int> AddAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        IReadOnlyCollection<long> recipients,
        DateTimeOffset? dueAt,
        CancellationToken ct
    )
    {
        if (recipients.Count == 0)
            return 0;
        await using var command = new RowsCommand(db);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = dueAt?.ToUnixTimeMilliseconds() ?? now;
        const int queued = (int)MessageState.Queued;
        var rows = string.Join(',', recipients.Order().Select(recipient => string.Create(CultureInfo.InvariantCulture, $"({recipient})")));
        return await command.ExecuteAsync(
            $"""
            INSERT INTO "Messages" ("Stream", "Group", "Recipient", "State", "Attempts", "NextAttemptAt", "Epoch", "Doubts", "Repeats", "CreatedAt", "DueAt")
            SELECT {(int)stream}, {group}, column1, {queued}, 0, {now}, 0, 0, 0, {now}, {due} FROM (VALUES {rows}) AS recipients
            WHERE true ON CONFLICT ("Stream", "Group", "Recipient") DO NOTHING
            """,
            ct
        );
    }

    private static Task<int> CountPlannedAsync(PublicationDb db, MessageStream stream, long group, int added, CancellationToken ct) =>
        db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && mailing.Group == group)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(mailing => mailing.Planned, mailing => mailing.Planned + added)
                        .SetProperty(mailing => mailing.Settled, false),
                ct
            );

    private static async Task<bool> MoveAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        MailingState from,
        MailingState to,
        CancellationToken ct
    ) =>
        await db.Set<Mailing>()
            .Where(mailing => mailing.Stream == stream && mailing.Group == group && mailing.State == from)
            .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, to), ct) > 0;
}
