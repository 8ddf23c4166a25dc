using Syndication.Delivery.Gate;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Mails;
using Syndication.Delivery.Relays;
using Syndication.Storage;

namespace Syndication.Delivery.Sending;

/// <summary>Has leased rows composed by whoever queued them, and settles those of which there is nothing to send.</summary>
internal sealed partial class Preparer(
    IEnumerable<IMessageContent> contents,
    MailBuilder builder,
    Suppressions suppressions,
    DomainPacing pacing,
    Gatekeeper gate,
    LedgerWriter writer,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<Preparer> logger
)
{
    /// <summary>A row whose composing broke off for a fault of ours waits this long.</summary>
    private static readonly TimeSpan FaultDelay = TimeSpan.FromMinutes(1);

    /// <summary>And this long where only the store could not be read: it may be back in a moment.</summary>
    private static readonly TimeSpan StoreDelay = TimeSpan.FromSeconds(1);

    /// <summary>What was made ready so long ago is made anew before it is sent.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Dictionary<MessageStream, IMessageContent> contents = contents.ToDictionary(content => content.Stream);

    /// <summary>The next row that has something to send.</summary>
    /// <returns>Null when nothing is due, or when stopping.</returns>
    public async Task<PreparedMessage?> NextAsync(LeasedQueue queue, bool urgentOnly, CancellationToken stop)
    {
        while (await queue.TakeAsync(urgentOnly, stop) is { } taken)
        {
            if (await PrepareAsync(taken.Lease, taken.Compose, hasTurn: false) is { } message)
                return message;
        }

        return null;
    }

    /// <summary>
    /// Whether a message has waited, for a connection, the relay's rate or the message before it, so long that an article of it may have been
    /// withdrawn meanwhile.
    /// </summary>
    public bool HasAged(PreparedMessage message) => clock.GetElapsedTime(message.PreparedAt) > Fresh;

    /// <summary>The message as it is now; the turn at its domain that it was given it keeps, however long it waited.</summary>
    /// <returns>Null where there is nothing to send any more, which is settled then.</returns>
    public async Task<PreparedMessage?> RefreshAsync(PreparedMessage message) =>
        HasAged(message) ? await PrepareAsync(message.Lease, compose: null, hasTurn: true) : message;

    /// <summary>Has what they need read for rows of one stream that were just leased.</summary>
    public async Task<IReadOnlyList<ComposeMessage>> ReadAsync(MessageStream stream, IReadOnlyList<LeasedMessage> leases) =>
        contents.TryGetValue(stream, out var content)
            ? await content.ReadAsync([.. leases.Select(lease => (lease.Key, lease.QueuedAt))], CancellationToken.None)
            : [];

    private async Task<PreparedMessage?> PrepareAsync(LeasedMessage lease, ComposeMessage? compose, bool hasTurn)
    {
        var begun = clock.GetTimestamp();
        try
        {
            switch (await ComposeAsync(lease, compose))
            {
                case Composition.Ready(var mail) when !MailAddressRules.TryParse(mail.To, out _, out var rule):
                    return await SettleAsync(lease, lease.Ended, $"The recipient's address {rule}.");
                case Composition.Ready(var mail) when !hasTurn && TurnOf(lease, mail) is { } turn:
                    return await PutOffAsync(lease, turn);
                case Composition.Ready(var mail):
                    var prepared = builder.Build(lease.Id, lease.Key, mail, lease.IdDomain);
                    return await gate.LetsAsync(lease, mail, prepared)
                        ? new PreparedMessage(lease, prepared, suppressions.Hash(mail.To), mail.Version, begun)
                        : null;
                case Composition.Void(var reason):
                    return await SettleAsync(lease, MessageState.Cancelled, reason);
                case Composition.Faulty(var reason):
                    return await FailAsync(lease, reason);
                default:
                    throw new InvalidOperationException("A composition of a kind that nobody knows.");
            }
        }
        catch (Exception fault)
        {
            // Ours, not the row's: a sender that cannot be written, a store that is busy.
            LogNotComposed(fault, lease.Id, lease.Key.Stream);
            var delay = StoreFaults.IsUnreadable(fault) ? StoreDelay : FaultDelay;
            await writer.SubmitAsync(new StandDown(lease, lease.Waiting, Reason: null, clock.GetUtcNow() + delay));
            return null;
        }
    }

    private async Task<Composition> ComposeAsync(LeasedMessage lease, ComposeMessage? compose)
    {
        if (!contents.ContainsKey(lease.Key.Stream))
            throw new InvalidOperationException($"Nobody composes the stream {lease.Key.Stream}.");
        compose ??= (await ReadAsync(lease.Key.Stream, [lease]))[0];

        // What may have arrived already is sent again as it was.
        return await compose(lease.Doubts > 0 ? lease.Version : null, CancellationToken.None);
    }

    private async Task<PreparedMessage?> SettleAsync(LeasedMessage lease, MessageState state, string reason)
    {
        await writer.SubmitAsync(new StandDown(lease, state, reason, clock.GetUtcNow()));
        return null;
    }

    /// <summary>When a digest's turn is at a domain that is spared; urgent mail has no turn to wait for.</summary>
    private DateTimeOffset? TurnOf(LeasedMessage lease, OutgoingMail mail) =>
        lease.Key.Stream == MessageStream.Digest ? pacing.Ask(mail.To[(mail.To.LastIndexOf('@') + 1)..].TrimEnd('>')) : null;

    private async Task<PreparedMessage?> PutOffAsync(LeasedMessage lease, DateTimeOffset turn)
    {
        metrics.CountSpared();
        await writer.SubmitAsync(new StandDown(lease, lease.Waiting, Reason: null, turn));
        return null;
    }

    private async Task<PreparedMessage?> FailAsync(LeasedMessage lease, string reason)
    {
        metrics.CountRenderFault(lease.Key.Stream);
        var fault = new RenderFault(lease, reason, clock.GetUtcNow());
        await writer.SubmitAsync(fault);
        if (fault.StoppedGroup)
            LogStopped(lease.Key.Stream, lease.Key.Group, FirstFailures.Most, reason);
        return null;
    }

    [LoggerMessage(
        EventId = 4020,
        Level = LogLevel.Error,
        Message = "{Stream} {Group} is paused: none of its first {Count} messages could be rendered ({Reason})"
    )]
    private partial void LogStopped(MessageStream stream, long group, int count, string reason);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message = "Message {Message} of stream {Stream} could not be composed")]
    private partial void LogNotComposed(Exception fault, long message, MessageStream stream);
}
