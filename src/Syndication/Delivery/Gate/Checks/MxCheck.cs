namespace Syndication.Delivery.Gate.Checks;

/// <summary>Mail can be sent to the domains that replies and bounces go to: receivers refuse senders that cannot be answered.</summary>
internal static class MxCheck
{
    private const string Check = "mx";

    public static async Task<GateFinding> FindAsync(IDnsAnswers dns, string domain, CancellationToken ct)
    {
        switch (await dns.AskAsync(DnsKind.MailExchange, domain, ct))
        {
            case DnsAnswer.Silent silent:
                return new GateFinding(Check, GateStatus.Unknown, $"{domain}: {silent.Reason}");
            case DnsAnswer.Found { Records: [""] }:
                return new GateFinding(Check, GateStatus.Fault, $"{domain} says that it takes no mail (RFC 7505)", Publish(domain));
            case DnsAnswer.Found found:
                return new GateFinding(Check, GateStatus.Ok, $"{domain}: {string.Join(", ", found.Records)}");
        }

        // RFC 5321, section 5.1: without an MX the host of that name is the one.
        return await dns.AskAsync(DnsKind.Address, domain, ct) switch
        {
            DnsAnswer.Found => new GateFinding(Check, GateStatus.Note, $"{domain} has no MX: mail goes to the host of that name"),
            DnsAnswer.Silent silent => new GateFinding(Check, GateStatus.Unknown, $"{domain}: {silent.Reason}"),
            _ => new GateFinding(Check, GateStatus.Fault, $"{domain} takes no mail: neither MX nor address", Publish(domain)),
        };
    }

    private static string Publish(string domain) => $"{domain}. MX 10 the host that takes its mail";
}
