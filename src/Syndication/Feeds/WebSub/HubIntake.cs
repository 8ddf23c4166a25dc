using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// Writes requests down to be verified, within what one host is to bear, one network may cause and the hub does at all: whoever posts
/// thousands of requests with another's address makes that one receive no more than the cap.
/// </summary>
internal sealed class HubIntake(
    Database database,
    HubTopics topics,
    HubSecrets secrets,
    KeyRing keys,
    IOptions<HubOptions> options,
    TimeProvider clock
)
{
    /// <summary>The time over which requests are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Takes the request, or says no to it.</summary>
    /// <returns>False: the caller, the callback's host or the hub has had enough for this hour.</returns>
    public async Task<bool> TakeAsync(HubRequest request, Network network, CancellationToken ct)
    {
        var isOurs = await topics.FindAsync(request.Topic, ct) is not null;
        var mode = isOurs ? request.Mode : HubMode.Denied;
        var from = network.Hash(keys);
        return await database.WriteAsync((db, token) => TakeAsync(db, request, mode, from, token), ct);
    }

    private async Task<bool> TakeAsync(PublicationDb db, HubRequest request, HubMode mode, byte[]? from, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var callback = request.Callback.AbsoluteUri;
        var secret = request.Secret is null ? null : secrets.Protect(request.Secret);
        var waiting = await db.Set<HubVerification>()
            .FirstOrDefaultAsync(one => one.Callback == callback && one.Topic == request.Topic && !one.IsDone && one.Attempts == 0, ct);
        if (waiting is not null)
        {
            // Nobody asked the callback yet: the later wish takes the earlier one's place.
            (waiting.Mode, waiting.Lease, waiting.Secret) = (mode, request.Lease, secret);
            return true;
        }

        var host = request.Callback.IdnHost;
        if (!await AllowsAsync(db, host, from, now, ct) || (mode == HubMode.Subscribe && await IsFullAsync(db, host, callback, ct)))
            return false;
        db.Add(
            new HubVerification
            {
                Mode = mode,
                Topic = request.Topic,
                Callback = callback,
                Host = host,
                Network = from,
                Lease = request.Lease,
                Secret = secret,
                RequestedAt = now,
                DueAt = now,
            }
        );
        return true;
    }

    private async Task<bool> AllowsAsync(PublicationDb db, string host, byte[]? from, DateTimeOffset now, CancellationToken ct)
    {
        var limits = options.Value;
        var since = now - Window;
        var recent = db.Set<HubVerification>().Where(earlier => earlier.RequestedAt > since);
        return await recent.CountAsync(earlier => earlier.Host == host, ct) < limits.VerificationsPerHostAndHour
            && (from is null || await recent.CountAsync(earlier => earlier.Network == from, ct) < limits.VerificationsPerNetworkAndHour)
            && await recent.CountAsync(ct) < limits.VerificationsPerHour;
    }

    private async Task<bool> IsFullAsync(PublicationDb db, string host, string callback, CancellationToken ct)
    {
        var known = db.Set<HubSubscription>().Where(one => one.Host == host);
        return await known.CountAsync(ct) >= options.Value.SubscriptionsPerHost
            && !await known.AnyAsync(one => one.Callback == callback, ct);
    }
}
