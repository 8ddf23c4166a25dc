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
internal sealed class ConnectionLoop(Relay relay, bool urgentOnly, SendingParts shared) : IAsyncDisposable
{
    private static readonly Task<PreparedMessage?> Nothing = Task.FromResult<PreparedMessage?>(null);
    private IRelayConnection? connection;
    private long connectedAt;
    private int sentHere;
    private bool isCounted;
    private Task<PreparedMessage?> upcoming = Nothing;

    /// <summary>The relay.</summary>
    public Relay Relay => relay;

    /// <summary>Whether it leaves digests alone.</summary>
    public bool UrgentOnly => urgentOnly;

    /// <summary>Runs until nothing is due, the relay is at fault, or <paramref name="stop"/>; a message that was begun is brought to its end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        upcoming = NextAsync(stop);
        while (await upcoming is { } waiting)
        {
            upcoming = Nothing;
            if (!await MayBeginAsync(waiting, stop))
                return;
            if (await shared.Preparer.RefreshAsync(waiting) is not { } message)
            {
                GiveBack(waiting);
                upcoming = NextAsync(stop);
                continue;
            }

            var intent = (await shared.Writer.SubmitAsync(Intent(message)))[0];
            if (intent == Applied.Won)
                upcoming = NextAsync(stop);
            else
                GiveBack(message);
            while (intent == Applied.Won)
                (message, intent) = await SendAsync(message, stop);
            if (intent == Applied.NotWritten)
            {
                await shared.Queue.PutBackAsync(message.Lease);
                return;
            }

            if (connection is not null && relay.TryLeave())
            {
                isCounted = false;
                return;
            }

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
        await CloseAsync();
    }

    // However this ends, a row that is not begun is not kept: nobody else may send it while it is leased.
    private async Task<bool> MayBeginAsync(PreparedMessage message, CancellationToken stop)
    {
        var may = false;
        try
        {
            may = !stop.IsCancellationRequested && await ConnectAsync(stop) && await MayAsync(message, stop);
        }
        finally
        {
            if (!may)
                await shared.Queue.PutBackAsync(message.Lease);
        }

        return may;
    }

    /// <summary>Sends a message whose intent is committed, then commits its result.</summary>
    /// <returns>The next message and what came of its intent, when that could go along with the result.</returns>
    private async Task<(PreparedMessage Message, Applied Intent)> SendAsync(PreparedMessage message, CancellationToken stop)
    {
        var outcome = await connection!.SendAsync(message.Mail);
        sentHere++;
        relay.Note(outcome);
        shared.Pacing.Note(message.Mail.Recipient.Domain, outcome);
        var now = shared.Clock.GetUtcNow();
        var inTime = now - message.Lease.DueAt <= shared.InTime;
        shared.Metrics.Count(message.Lease.Key.Stream, relay.Name, outcome, inTime);
        shared.Figures.Count(message.Lease.Key, message.Mail.Recipient.Domain, outcome, inTime);
        if (outcome is SendOutcome.Rejected { NoSuchMailbox: true })
            shared.Brake.NoteDead();
        var result = new AttemptResult(message.Lease, relay.Name, message.Recipient, message.Version, outcome, shared.Policy, now);
        if (
            !IsFit()
            || relay.IsCrowded
            || stop.IsCancellationRequested
            || !upcoming.IsCompletedSuccessfully
            || upcoming.Result is not { } next
            || shared.Preparer.HasAged(next)
            || !relay.Rate.TryTake(IsUrgent(next))
            || !(IsUrgent(next) || relay.Allowance is not { } today || today.TryTake())
        )
        {
            await shared.Writer.SubmitAsync(result);
            return (message, Applied.Lost);
        }

        upcoming = Nothing;
        var applied = await shared.Writer.SubmitAsync(result, Intent(next));
        if (applied[1] == Applied.Won)
            upcoming = NextAsync(stop);
        else
            GiveBack(next);
        return (next, applied[1]);
    }

    /// <summary>Waits for the relay's rate; false where it may take no more digests today, or when stopping.</summary>
    private async Task<bool> MayAsync(PreparedMessage message, CancellationToken stop) =>
        await relay.Rate.TakeAsync(IsUrgent(message), stop)
        && (IsUrgent(message) || relay.Allowance is not { } today || await today.TakeAsync(CancellationToken.None));

    private void GiveBack(PreparedMessage unsent)
    {
        if (!IsUrgent(unsent))
            relay.Allowance?.GiveBack();
    }

    private static bool IsUrgent(PreparedMessage message) => message.Lease.Key.Stream == MessageStream.Transactional;

    private Task<PreparedMessage?> NextAsync(CancellationToken stop) =>
        shared.Preparer.NextAsync(shared.Queue, urgentOnly || relay.IsSpent, stop);

    private Intent Intent(PreparedMessage message) =>
        new(message.Lease, relay.Name, message.Recipient, message.Version, shared.Clock.GetUtcNow());

    /// <summary>Whether the connection takes another message, by itself and by the relay's limits.</summary>
    private bool IsFit() =>
        connection is { IsUsable: true }
        && !(sentHere >= relay.Options.MessagesPerConnection)
        && !(shared.Clock.GetElapsedTime(connectedAt) >= relay.Options.MaxAge);

    private async Task<bool> ConnectAsync(CancellationToken stop)
    {
        if (IsFit())
            return true;
        await CloseAsync();
        if (stop.IsCancellationRequested)
            return false;
        switch (await OpenAsync(stop))
        {
            case OpenOutcome.Ready ready:
                connection = ready.Connection;
                relay.Opened();
                isCounted = true;
                connectedAt = shared.Clock.GetTimestamp();
                sentHere = 0;
                return true;
            case OpenOutcome.Fault fault:
                relay.NoteRefused(fault.Reply);
                return false;
            default:
                return false;
        }
    }

    private async Task CloseAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
        if (isCounted)
            relay.Closed();
        isCounted = false;
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
}
