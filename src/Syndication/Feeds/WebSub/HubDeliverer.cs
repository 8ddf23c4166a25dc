using System.Net;
using Microsoft.Extensions.Options;
using Syndication.Outbound;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>Works off the delivery table.</summary>
internal sealed partial class HubDeliverer(
    HubDeliveryStore deliveries,
    HubSending sending,
    HubMetrics metrics,
    IOptions<HubOptions> options,
    StoreChanges changes,
    ILogger<HubDeliverer> logger
)
{
    private readonly HubLoop<HubDelivery> loop = new(options.Value, changes);

    /// <summary>Sends what is due; safe to run twice at once and again.</summary>
    /// <returns>When something falls due next.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken ct)
    {
        await loop.RunAsync(deliveries.ClaimAsync, one => one.Host, DeliverAsync, ct);
        return await deliveries.NextDueAsync(ct);
    }

    private async Task DeliverAsync(HubDelivery held)
    {
        try
        {
            // Bounded by the request's own limit; what came of it is written down even while the host stops.
            await RecordAsync(held, await sending.SendAsync(held, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The row comes back when its hold ends.
            LogFault(fault);
        }
    }

    private async Task RecordAsync(HubDelivery held, OutboundOutcome? outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case null:
                return;
            case OutboundOutcome.Answered { IsSuccess: true }:
                await deliveries.CloseAsync(held, ct);
                metrics.CountDelivery("delivered");
                return;
            case OutboundOutcome.Answered { Status: HttpStatusCode.Gone } when held.Subscription is not null:
                await deliveries.EndAsync(held, topic: null, ct);
                metrics.CountDelivery("gone");
                LogEnded(held.Host, "410 Gone");
                return;
            default:
                var givenUp = await deliveries.RetryAsync(held, ct);
                metrics.CountDelivery("failed");
                if (givenUp)
                    LogEnded(held.Host, "no delivery arrived for too long");
                return;
        }
    }

    [LoggerMessage(EventId = 3103, Level = LogLevel.Information, Message = "Hub: a subscription of {Host} ended: {Reason}")]
    private partial void LogEnded(string host, string reason);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Error, Message = "Hub: a delivery broke off; it is taken up again in a minute")]
    private partial void LogFault(Exception fault);
}
