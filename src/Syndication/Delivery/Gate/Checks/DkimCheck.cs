using Syndication.Delivery.Dkim;

namespace Syndication.Delivery.Gate.Checks;

/// <summary>The public half of each key that signs is where verifiers look (RFC 6376, section 3.6.2), and is of that key.</summary>
internal static class DkimCheck
{
    private const string Check = "dkim";

    public static async Task<GateFinding> FindAsync(IDnsAnswers dns, KeyName key, string record, CancellationToken ct)
    {
        var name = $"{key.Selector}._domainkey.{key.Domain}";
        var publish = $"{name}. TXT \"v=DKIM1; {record}\"";
        switch (await dns.AskAsync(DnsKind.Text, name, ct))
        {
            case DnsAnswer.Silent silent:
                return new GateFinding(Check, GateStatus.Unknown, $"{name}: {silent.Reason}");
            case DnsAnswer.Found found:
                var published = found.Records.Select(TagList.Read).Where(tags => tags.ContainsKey("p")).Select(Key).ToList();
                return published switch
                {
                    [] => new GateFinding(Check, GateStatus.Fault, $"{name} holds no key", publish),
                    [var only] when only == Key(TagList.Read(record)) => new GateFinding(Check, GateStatus.Ok, $"{name} holds our key"),
                    [""] => new GateFinding(Check, GateStatus.Fault, $"{name} says that the key is revoked", publish),
                    [_] => new GateFinding(Check, GateStatus.Fault, $"{name} holds another key than Delivery:Dkim signs with", publish),
                    _ => new GateFinding(Check, GateStatus.Fault, $"{name} holds {published.Count} keys, and may hold one", publish),
                };
            default:
                return new GateFinding(Check, GateStatus.Fault, $"{name} has no record", publish);
        }
    }

    // Published keys are often folded.
    private static string Key(IReadOnlyDictionary<string, string> tags) =>
        string.Concat(tags["p"].Where(character => !char.IsWhiteSpace(character)));
}
