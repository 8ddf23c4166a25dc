using System.Net;

namespace Syndication.Delivery.Gate.Checks;

/// <summary>A relay's host with the addresses that it is reached under.</summary>
/// <param name="Name">As configured.</param>
/// <param name="Addresses">Its addresses; none: the name leads nowhere, or nobody could say.</param>
/// <param name="Answer">What the DNS said of it.</param>
internal sealed record RelayHost(string Name, IReadOnlyList<IPAddress> Addresses, DnsAnswer Answer)
{
    /// <summary>Looks it up; an address is its own answer.</summary>
    public static async Task<RelayHost> FindAsync(IDnsAnswers dns, string host, CancellationToken ct)
    {
        var answer = IPAddress.TryParse(host, out var own)
            ? new DnsAnswer.Found([own.ToString()])
            : await dns.AskAsync(DnsKind.Address, host, ct);
        return new RelayHost(host, answer is DnsAnswer.Found found ? [.. found.Records.Select(IPAddress.Parse)] : [], answer);
    }
}
