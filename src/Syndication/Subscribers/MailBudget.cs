using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>
/// Holds back mail that strangers can cause: per address, per network and in total. Counted in the store, so the same on every node and
/// after a restart.
/// </summary>
internal sealed class MailBudget(KeyRing keys, Refusals refusals, IOptions<SubscriberOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Writes the request down and says whether a mail may follow.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="address">Where the mail would go.</param>
    /// <param name="network">Where the request came from.</param>
    /// <param name="wanted">False where there is nothing to send; the request is still written, so that both cost the same time.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> TakeAsync(PublicationDb db, EmailAddress address, Network network, bool wanted, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (to, from) = (refusals.HashOf(address.Key), HashOf(network));
        await db.Set<MailRequest>().Where(old => old.At <= now - Day).ExecuteDeleteAsync(ct);
        var allowed = wanted & await AllowsAsync(db, to, from, now, ct);
        db.Add(
            new MailRequest
            {
                At = now,
                Address = to,
                Network = from,
                Mailed = allowed,
            }
        );
        return allowed;
    }

    public byte[]? HashOf(Network network) => network.Hash(keys);

    /// <summary>All four are always counted: which one says no is not to be read from the time it takes.</summary>
    private async Task<bool> AllowsAsync(PublicationDb db, byte[] to, byte[]? from, DateTimeOffset now, CancellationToken ct)
    {
        var limits = options.Value;
        var mailed = db.Set<MailRequest>().AsNoTracking().Where(earlier => earlier.Mailed);
        var toAddress = mailed.Where(earlier => earlier.Address == to);
        var (cooldown, hour) = (now - limits.AddressCooldown, now - TimeSpan.FromHours(1));
        var recent = await toAddress.CountAsync(earlier => earlier.At > cooldown, ct);
        var today = await toAddress.CountAsync(ct);
        var fromNetwork = await mailed.CountAsync(earlier => from != null && earlier.Network == from && earlier.At > hour, ct);
        var all = await mailed.CountAsync(earlier => earlier.At > hour, ct);
        return recent == 0
            && today < limits.MailsPerAddressAndDay
            && fromNetwork < limits.MailsPerNetworkAndHour
            && all < limits.MailsPerHour;
    }
}
