using System.Globalization;

namespace Syndication.Delivery.Gate.Checks;

/// <summary>The envelope sender's domain says who may send for it (RFC 7208).</summary>
internal static class SpfCheck
{
    private const string Check = "spf";

    public static async Task<GateFinding> FindAsync(IDnsAnswers dns, string domain, IReadOnlyList<RelayHost> relays, CancellationToken ct)
    {
        switch (await dns.AskAsync(DnsKind.Text, domain, ct))
        {
            case DnsAnswer.Silent silent:
                return new GateFinding(Check, GateStatus.Unknown, $"{domain}: {silent.Reason}");
            case DnsAnswer.Found found when SpfWalk.RecordsIn(found.Records) is { Count: > 0 } records:
                return records.Count > 1
                    ? new GateFinding(
                        Check,
                        GateStatus.Fault,
                        $"{domain} has {records.Count} SPF records, and may have one",
                        "publish one that says what they say together"
                    )
                    : await JudgeAsync(dns, domain, records[0], relays, ct);
            default:
                return new GateFinding(Check, GateStatus.Fault, $"{domain} has no SPF record", Publish(domain, relays));
        }
    }

    private static async Task<GateFinding> JudgeAsync(
        IDnsAnswers dns,
        string domain,
        string record,
        IReadOnlyList<RelayHost> relays,
        CancellationToken ct
    )
    {
        var walk = new SpfWalk(dns);
        await walk.FollowAsync(domain, record, ct);
        if (walk.Fault is { } fault)
            return new GateFinding(Check, GateStatus.Fault, $"the SPF record of {domain} breaks: {fault}", $"it is \"{record}\"");
        if (walk.LetsAll)
        {
            return new GateFinding(
                Check,
                GateStatus.Fault,
                $"the SPF record of {domain} lets everybody send",
                $"end it with ~all or -all; it is \"{record}\""
            );
        }

        var lookups = walk.Lookups == 1 ? "1 lookup" : string.Create(CultureInfo.InvariantCulture, $"{walk.Lookups} lookups");
        var unnamed = relays.Where(relay => relay.Addresses.Count > 0 && !relay.Addresses.Any(walk.Names)).ToList();
        if (unnamed.Count == 0 || walk.IsPartial)
            return new GateFinding(Check, GateStatus.Ok, $"{domain}: \"{record}\", {lookups}");
        var names = string.Join(", ", unnamed.Select(relay => relay.Name));

        // A provider takes mail at one address and sends from others: that alone is no fault.
        return new GateFinding(
            Check,
            GateStatus.Note,
            $"{domain}: \"{record}\" does not name {names}: right only where it sends from other addresses"
        );
    }

    private static string Publish(string domain, IReadOnlyList<RelayHost> relays)
    {
        var hosts = string.Concat(
            relays.Select(relay =>
                System.Net.IPAddress.TryParse(relay.Name, out var address) ? $" {Family(address)}:{address}" : $" a:{relay.Name}"
            )
        );
        return $"{domain}. TXT \"v=spf1{hosts} ~all\", or what your relay's provider asks to include";
    }

    private static string Family(System.Net.IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? "ip4" : "ip6";
}
