namespace Syndication.Delivery.Gate.Checks;

/// <summary>The domain of From says what is to become of mail that only claims to be from it (RFC 7489).</summary>
internal static class DmarcCheck
{
    private const string Check = "dmarc";

    public static async Task<GateFinding> FindAsync(IDnsAnswers dns, SendingIdentity identity, CancellationToken ct)
    {
        foreach (var domain in Upwards(identity.From))
        {
            var name = "_dmarc." + domain;
            var answer = await dns.AskAsync(DnsKind.Text, name, ct);
            if (answer is DnsAnswer.Silent silent)
                return new GateFinding(Check, GateStatus.Unknown, $"{name}: {silent.Reason}");
            var records = answer is DnsAnswer.Found found ? found.Records.Where(IsDmarc).ToList() : [];
            if (records.Count > 1)
                return new GateFinding(
                    Check,
                    GateStatus.Fault,
                    $"{name} has {records.Count} records, and receivers then use none",
                    Publish(domain)
                );
            if (records is [var record])
                return Judge(identity, name, record);
        }

        return new GateFinding(
            Check,
            GateStatus.Fault,
            $"_dmarc.{identity.From} has no record",
            Publish(Alignment.Organizational(identity.From))
        );
    }

    private static GateFinding Judge(SendingIdentity identity, string name, string record)
    {
        var tags = TagList.Read(record);
        if (Keyword(tags, "p") is not ("none" or "quarantine" or "reject"))
            return new GateFinding(
                Check,
                GateStatus.Fault,
                $"{name} has no policy that receivers know: \"{record}\"",
                Publish(name["_dmarc.".Length..])
            );
        var envelope = Keyword(tags, "aspf") != "s" || identity.Envelope == identity.From;
        var signature = Keyword(tags, "adkim") != "s" || identity.Keys.Any(key => key.Name.Domain == identity.From);
        return (envelope, signature) switch
        {
            (true, true) => new GateFinding(Check, GateStatus.Ok, $"{name}: \"{record}\""),
            (false, false) => new GateFinding(
                Check,
                GateStatus.Fault,
                $"{name} asks for the very domain {identity.From} (adkim=s, aspf=s), which neither signs nor is the envelope sender's",
                $"sign with a key of {identity.From}, or publish adkim=r"
            ),
            (false, _) => new GateFinding(
                Check,
                GateStatus.Note,
                $"{name} asks for the very domain {identity.From} (aspf=s): SPF does not count, the signature does"
            ),
            _ => new GateFinding(
                Check,
                GateStatus.Note,
                $"{name} asks for the very domain {identity.From} (adkim=s): the signature does not count, SPF does"
            ),
        };
    }

    // The grammar takes its words in any letter case (RFC 7489, section 6.4).
    private static string? Keyword(IReadOnlyDictionary<string, string> tags, string name) =>
        tags.GetValueOrDefault(name)?.ToLowerInvariant();

    // The domain itself, then those above it; one label alone is a registry's.
    private static IEnumerable<string> Upwards(string domain)
    {
        for (
            var rest = domain;
            rest.Contains('.', StringComparison.Ordinal);
            rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..]
        )
            yield return rest;
    }

    private static bool IsDmarc(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase);

    private static string Publish(string domain) => $"_dmarc.{domain}. TXT \"v=DMARC1; p=none; rua=mailto:postmaster@{domain}\"";
}
