using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
        var request = new MailRequest
        {
            At = now,
            Address = refusals.HashOf(address.Key),
            Network = HashOf(network),
            Mailed = wanted,
        };
        await db.Set<MailRequest>().Where(old => old.At <= now - Day).ExecuteDeleteAsync(ct);
        var allowed = await AllowsAsync(db, request, ct);
        db.Add(allowed || !wanted ? request : Refused(request));
        return allowed && wanted;
    }

    public byte[]? HashOf(Network network) =>
        network.Prefix.Length == 0 ? null : keys.Hash("network", Encoding.UTF8.GetBytes(network.Prefix));

    private static MailRequest Refused(MailRequest request) =>
        new()
        {
            At = request.At,
            Address = request.Address,
            Network = request.Network,
        };

    private async Task<bool> AllowsAsync(PublicationDb db, MailRequest request, CancellationToken ct)
    {
        var limits = options.Value;
        var mailed = db.Set<MailRequest>().AsNoTracking().Where(earlier => earlier.Mailed);
        var toAddress = mailed.Where(earlier => earlier.Address == request.Address);
        var cooldown = request.At - limits.AddressCooldown;
        var hour = request.At - TimeSpan.FromHours(1);
        return await toAddress.CountAsync(earlier => earlier.At > cooldown, ct) == 0
            & await toAddress.CountAsync(ct) < limits.MailsPerAddressAndDay
            & await mailed.CountAsync(earlier => earlier.At > hour, ct) < limits.MailsPerHour
            & (
                request.Network is null
                || await mailed.CountAsync(earlier => earlier.Network == request.Network && earlier.At > hour, ct)
                    < limits.MailsPerNetworkAndHour
            );
    }
}
