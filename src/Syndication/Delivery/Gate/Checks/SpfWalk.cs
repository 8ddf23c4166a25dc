using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Syndication.Delivery.Gate.Checks;

/// <summary>
/// Follows an SPF record and all that it includes (RFC 7208): how many lookups a receiver makes, whether it breaks on the way, and which networks it
/// names.
/// </summary>
internal sealed class SpfWalk(IDnsAnswers dns)
{
    /// <summary>A receiver that needs more gives up, and the record is worth nothing (section 4.6.4).</summary>
    public const int MostLookups = 10;

    private readonly List<(IPAddress Address, int Bits)> networks = [];

    /// <summary>Lookups that a receiver makes at most.</summary>
    public int Lookups { get; private set; }

    /// <summary>What breaks it, as a half sentence; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether an answer was missing, or a name depends on the message: what was not found may be there all the same.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Whether it lets anybody send.</summary>
    public bool LetsAll { get; private set; }

    /// <summary>Whether it names an address.</summary>
    public bool Names(IPAddress address) => networks.Exists(network => Covers(network.Address, network.Bits, address));

    /// <summary>The record of a domain among its texts; more than one is a fault.</summary>
    public static List<string> RecordsIn(IEnumerable<string> texts) =>
        [
            .. texts.Where(text =>
                text.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase)
            ),
        ];

    /// <summary>Follows a record.</summary>
    public async Task FollowAsync(string domain, string record, CancellationToken ct)
    {
        foreach (var term in record.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (Fault is not null)
                return;
            await TakeAsync(domain, term, ct);
        }
    }

    private async Task TakeAsync(string domain, string term, CancellationToken ct)
    {
        var bare = term.TrimStart('+', '-', '~', '?');
        var end = bare.AsSpan().IndexOfAny(":=/");
        var name = (end < 0 ? bare : bare[..end]).ToLowerInvariant();
        var value =
            end < 0 ? ""
            : bare[end] == '/' ? bare[end..]
            : bare[(end + 1)..];
        switch (name)
        {
            case "ip4" or "ip6":
                Add(term, value);
                break;
            case "a" or "mx":
                Count();
                await AddHostsAsync(name, domain, value, ct);
                break;
            case "include" or "redirect":
                Count();
                await IncludeAsync(value, ct);
                break;
            case "exists" or "ptr":
                Count();
                IsPartial = true;
                break;
            case "all":
                LetsAll |= term is "all" or "+all";
                break;
            case "exp":
                break;
            default:
                // Modifiers that nobody knows are passed over (section 6); mechanisms are not.
                if (end < 0 || bare[end] != '=')
                    Fault ??= $"'{term}' is no term of SPF";
                break;
        }
    }

    private void Count()
    {
        if (++Lookups > MostLookups)
            Fault ??= string.Create(CultureInfo.InvariantCulture, $"it takes more than {MostLookups} lookups, and receivers give up");
    }

    private void Add(string term, string value)
    {
        var (address, bits) = Cut(value);
        if (IPAddress.TryParse(address, out var network))
            networks.Add((network, bits ?? Bits(network)));
        else
            Fault ??= $"'{term}' names no network";
    }

    private async Task AddHostsAsync(string mechanism, string domain, string value, CancellationToken ct)
    {
        var (name, bits) = Cut(value);
        if (Fault is not null || IsOpaque(name))
            return;
        var host = name.Length == 0 ? domain : name;
        IReadOnlyList<string> hosts = [host];
        if (mechanism == "mx")
            hosts = await FindAsync(DnsKind.MailExchange, host, ct);
        foreach (var one in hosts.Where(one => one.Length > 0))
        {
            foreach (var address in (await FindAsync(DnsKind.Address, one, ct)).Select(IPAddress.Parse))
                networks.Add((address, bits is { } few && address.AddressFamily == AddressFamily.InterNetwork ? few : Bits(address)));
        }
    }

    private async Task IncludeAsync(string domain, CancellationToken ct)
    {
        if (Fault is not null || IsOpaque(domain))
            return;
        var records = RecordsIn(await FindAsync(DnsKind.Text, domain, ct));
        if (records.Count == 1)
            await FollowAsync(domain, records[0], ct);
        else if (!IsPartial)
            Fault ??=
                records.Count == 0
                    ? $"it includes {domain}, which has no SPF record"
                    : $"it includes {domain}, which has {records.Count} SPF records";
    }

    // Macros (section 7) are about the message at hand.
    private bool IsOpaque(string name)
    {
        var opaque = name.Contains('%', StringComparison.Ordinal);
        IsPartial |= opaque;
        return opaque;
    }

    private async Task<IReadOnlyList<string>> FindAsync(DnsKind kind, string name, CancellationToken ct)
    {
        var answer = await dns.AskAsync(kind, name, ct);
        IsPartial |= answer is DnsAnswer.Silent;
        return answer is DnsAnswer.Found found ? found.Records : [];
    }

    private static (string Name, int? Bits) Cut(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return (value, null);
        return (
            value[..slash],
            int.TryParse(value[(slash + 1)..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : null
        );
    }

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static bool Covers(IPAddress network, int bits, IPAddress address)
    {
        if (network.AddressFamily != address.AddressFamily)
            return false;
        var (one, other) = (network.GetAddressBytes(), address.GetAddressBytes());
        for (var bit = 0; bit < Math.Min(bits, one.Length * 8); bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask))
                return false;
        }

        return true;
    }
}
