using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;
using Syndication.Delivery.Sending;

namespace Syndication.Delivery;

/// <summary>Sends what is due. Only the process that serves may call it; see <see cref="Senders"/>.</summary>
public sealed class SenderJobs : IDisposable
{
    private readonly SendingEngine engine;
    private readonly LeaseStore leases;
    private readonly RelayPool relays;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim one = new(1);

    internal SenderJobs(SendingEngine engine, LeaseStore leases, RelayPool relays, TimeProvider clock)
    {
        this.clock = clock;
        this.engine = engine;
        this.leases = leases;
        this.relays = relays;
    }

    /// <summary>Sends everything that is due now and returns when nothing is left to lease, or when every relay is at fault.</summary>
    /// <param name="ct">Stops leasing; messages that were begun are finished, the rest is given back.</param>
    public async Task DrainAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            await engine.DrainAsync(ct);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>When there will be something to do again as things stand: a row that waits, or a relay to try; null: nothing is in sight.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        if (relays.AreSpent)
        {
            // Digests wait for the next day; urgent mail does not.
            var again = clock.GetUtcNow() + DayAllowance.AskAgain;
            return await leases.NextDueAsync(MessageStream.Transactional, ct) is { } urgent && urgent < again ? urgent : again;
        }

        var row = await leases.NextDueAsync(only: null, ct);
        var trial = relays.Limit == 0 ? relays.NextTrialAt : (DateTimeOffset?)null;
        return row is null ? null
            : trial > row ? trial
            : row;
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();
}
