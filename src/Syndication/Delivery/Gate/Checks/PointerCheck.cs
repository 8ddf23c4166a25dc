using System.Net;
using Syndication.Outbound;

namespace Syndication.Delivery.Gate.Checks;

/// <summary>A relay's public addresses have names that lead back to them: the large mailbox providers take no mail from others.</summary>
internal static class PointerCheck
{
    private const string Check = "ptr";

    public static async Task<IReadOnlyList<GateFinding>> FindAsync(IDnsAnswers dns, RelayHost relay, CancellationToken ct)
    {
        if (relay.Answer is DnsAnswer.Silent silent)
            return [new GateFinding(Check, GateStatus.Unknown, $"{relay.Name}: {silent.Reason}")];
        if (relay.Addresses.Count == 0)
            return
            [
                new GateFinding(
                    Check,
                    GateStatus.Fault,
                    $"{relay.Name} has no address",
                    "set Delivery:Relays:N:Host to a host that exists"
                ),
            ];
        var findings = new List<GateFinding>();
        foreach (var address in relay.Addresses)
        {
            findings.Add(
                PublicAddresses.Contains(address)
                    ? await FindAsync(dns, relay.Name, address, ct)
                    : new GateFinding(
                        Check,
                        GateStatus.Skipped,
                        $"{relay.Name}: {address} is in a network of its own, and sends from another address"
                    )
            );
        }

        return findings;
    }

    private static async Task<GateFinding> FindAsync(IDnsAnswers dns, string relay, IPAddress address, CancellationToken ct)
    {
        var answer = await dns.AskAsync(DnsKind.Pointer, address.ToString(), ct);
        if (answer is DnsAnswer.Silent silent)
            return new GateFinding(Check, GateStatus.Unknown, $"{relay}: {address}: {silent.Reason}");
        if (answer is not DnsAnswer.Found { Records: [var name, ..] })
            return new GateFinding(Check, GateStatus.Fault, $"{relay}: {address} has no name", Publish(address, relay));
        return await dns.AskAsync(DnsKind.Address, name, ct) switch
        {
            DnsAnswer.Silent unsaid => new GateFinding(Check, GateStatus.Unknown, $"{relay}: {name}: {unsaid.Reason}"),
            DnsAnswer.Found back when back.Records.Select(IPAddress.Parse).Contains(address) => new GateFinding(
                Check,
                GateStatus.Ok,
                $"{relay}: {address} is {name}, and {name} is {address}"
            ),
            _ => new GateFinding(
                Check,
                GateStatus.Fault,
                $"{relay}: {address} is {name}, but {name} is not {address}",
                Publish(address, relay)
            ),
        };
    }

    private static string Publish(IPAddress address, string relay) =>
        $"{Reversed(address)}. PTR {(IPAddress.TryParse(relay, out _) ? "a name that has this address" : relay + ".")} (whoever gave you the address publishes it)";

    private static string Reversed(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? string.Join('.', address.GetAddressBytes().Reverse()) + ".in-addr.arpa"
            : string.Join('.', Convert.ToHexStringLower(address.GetAddressBytes()).Reverse()) + ".ip6.arpa";
}
