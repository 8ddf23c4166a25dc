using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;

namespace Syndication.Delivery.Sending;

/// <summary>
/// Sends one message after another over one connection to one relay. Before each, its intent is committed, together with the result of the
/// one before; a result never waits for that: with no next message at hand it is committed alone.
/// </summary>
/// <param name="relay">The relay.</param>
/// <param name="urgentOnly">Kept free of digests.</param>
/// <param name="shared">What all connections share.</param>
internal sealed partial class ConnectionLoop(Relay relay, bool urgentOnly, SendingParts shared) : IAsyncDisposable
{
    private static readonly Task<PreparedMessage?> Nothing = Task.FromResult<PreparedMessage?>(null);
    private IRelayConnection? connection;
    private long connectedAt;
    private int sentHere;
    private Task<PreparedMessage?> upcoming = Nothing;

    /// <summary>The relay.</summary>
    public Relay Relay => relay;

    /// <summary>Whether it leaves digests alone.</summary>
    public bool UrgentOnly => urgentOnly;

    /// <summary>Runs until nothing is due, the relay is at fault, or <paramref name="stop"/>; a message that was begun is brought to its end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        upcoming = NextAsync(stop);
        while (await upcoming is { } message)
        {
            upcoming = Nothing;
            if (stop.IsCancellationRequested || !await ConnectAsync(stop) || !await relay.Rate.TakeAsync(stop))
            {
                await shared.Queue.PutBackAsync(message.Lease);
                return;
            }

            var intent = (await shared.Writer.SubmitAsync(Intent(message)))[0];
            if (intent == Applied.Won)
                upcoming = NextAsync(stop);
            while (intent == Applied.Won)
                (message, intent) = await SendAsync(message, stop);
            if (intent == Applied.NotWritten)
            {
                await shared.Queue.PutBackAsync(message.Lease);
                return;
            }

            if (relay.Breaker.Lets == 0)
                return;
            if (upcoming == Nothing)
                upcoming = NextAsync(stop);
        }
    }

    /// <summary>Gives back what was made ready and not sent, and says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        await ((Task)upcoming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (upcoming.IsCompletedSuccessfully && upcoming.Result is { } unsent)
            await shared.Queue.PutBackAsync(unsent.Lease);
        upcoming = Nothing;
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }

    /// <summary>Sends a message whose intent is committed, then commits its result.</summary>
    /// <returns>The next message and what came of its intent, when that could go along with the result.</returns>
    private async Task<(PreparedMessage Message, Applied Intent)> SendAsync(PreparedMessage message, CancellationToken stop)
    {
        var outcome = await connection!.SendAsync(message.Mail);
        sentHere++;
        Note(outcome);
        shared.Metrics.Count(message.Lease.Key.Stream, relay.Name, outcome);
        var result = new AttemptResult(
            message.Lease,
            relay.Name,
            message.Recipient,
            message.Version,
            outcome,
            shared.Policy,
            shared.Clock.GetUtcNow()
        );
        if (
            !IsFit()
            || stop.IsCancellationRequested
            || !upcoming.IsCompletedSuccessfully
            || upcoming.Result is not { } next
            || !relay.Rate.TryTake()
        )
        {
            await shared.Writer.SubmitAsync(result);
            return (message, Applied.Lost);
        }

        upcoming = Nothing;
        var applied = await shared.Writer.SubmitAsync(result, Intent(next));
        if (applied[1] == Applied.Won)
            upcoming = NextAsync(stop);
        return (next, applied[1]);
    }

    private Task<PreparedMessage?> NextAsync(CancellationToken stop) => shared.Preparer.NextAsync(shared.Queue, urgentOnly, stop);

    private Intent Intent(PreparedMessage message) =>
        new(message.Lease, relay.Name, message.Recipient, message.Version, shared.Clock.GetUtcNow());

    private void Note(SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.RelayFault fault:
                LogRelayFault(relay.Name, fault.Reply.Code, fault.Reply.Text, relay.Breaker.Fault());
                break;
            case SendOutcome.Lost or SendOutcome.InDoubt:
                if (relay.Breaker.Lost() is { } pause)
                    LogRelayFault(relay.Name, outcome.Reply.Code, outcome.Reply.Text, pause);
                break;
            default:
                relay.Breaker.Works();
                break;
        }
    }

    /// <summary>Whether the connection takes another message, by itself and by the relay's limits.</summary>
    private bool IsFit() =>
        connection is { IsUsable: true }
        && !(sentHere >= relay.Options.MessagesPerConnection)
        && !(shared.Clock.GetElapsedTime(connectedAt) >= relay.Options.MaxAge);

    private async Task<bool> ConnectAsync(CancellationToken stop)
    {
        if (IsFit())
            return true;
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
        if (stop.IsCancellationRequested)
            return false;
        switch (await OpenAsync(stop))
        {
            case OpenOutcome.Ready ready:
                connection = ready.Connection;
                connectedAt = shared.Clock.GetTimestamp();
                sentHere = 0;
                return true;
            case OpenOutcome.Fault fault:
                LogRelayFault(relay.Name, fault.Reply.Code, fault.Reply.Text, relay.Breaker.Fault());
                return false;
            default:
                return false;
        }
    }

    private async Task<OpenOutcome?> OpenAsync(CancellationToken stop)
    {
        try
        {
            return await relay.Transport.OpenAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private void LogRelayFault(string name, int? code, string text, TimeSpan pause) =>
        LogRelayFault(shared.Logger, name, code, text, pause);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "Relay {Relay} is at fault ({Code} {Text}); left alone for {Pause}")]
    private static partial void LogRelayFault(ILogger logger, string relay, int? code, string text, TimeSpan pause);
}
