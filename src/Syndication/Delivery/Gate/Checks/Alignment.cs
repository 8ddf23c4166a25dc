namespace Syndication.Delivery.Gate.Checks;

/// <summary>
/// Whether From, the signature's domain and the envelope sender belong together (RFC 7489, section 3.1): without that, a passing signature or a
/// passing SPF proves nothing about From.
/// </summary>
internal static class Alignment
{
    private const string Check = "alignment";

    // Below these, registries of countries sell names: "co.uk" is nobody's domain. The full list changes weekly and is not needed for the
    // question whether an operator's own two domains are siblings.
    private static readonly HashSet<string> Registries = new(StringComparer.Ordinal)
    {
        "ac",
        "co",
        "com",
        "edu",
        "gob",
        "gov",
        "ne",
        "net",
        "nom",
        "or",
        "org",
    };

    /// <summary>Judges by the settings alone; nothing is asked.</summary>
    public static IEnumerable<GateFinding> Find(SendingIdentity identity)
    {
        yield return identity.Envelope == identity.From
            ? new GateFinding(Check, GateStatus.Ok, $"From and envelope sender are of {identity.From}")
        : AreAligned(identity.Envelope, identity.From)
            ? new GateFinding(Check, GateStatus.Ok, $"From is of {identity.From}, the envelope sender of {identity.Envelope}")
        : new GateFinding(
            Check,
            GateStatus.Fault,
            $"From is of {identity.From}, but the envelope sender of {identity.Envelope}: a passing SPF says nothing of From",
            $"set Delivery:ReturnPathDomain to a domain below {Organizational(identity.From)}, or to nothing"
        );
        if (identity.Keys.Count > 0)
        {
            var domains = string.Join(", ", identity.Keys.Select(key => key.Name.Domain).Distinct(StringComparer.Ordinal));
            yield return new GateFinding(Check, GateStatus.Ok, $"signed by {domains}, which speaks for {identity.From}");
        }
        else if (identity.IsSeen)
        {
            yield return new GateFinding(
                Check,
                GateStatus.Fault,
                $"no key of ours signs for {identity.From}; whether the relay signs cannot be seen from here",
                $"set Delivery:Dkim:0:Domain to {Organizational(identity.From)}, with Selector and PrivateKeyFile"
            );
        }
        else
        {
            yield return new GateFinding(Check, GateStatus.Skipped, $"no key of ours signs for {identity.From}: the relay beside us may");
        }
    }

    /// <summary>Whether two domains are of the same organization ("relaxed").</summary>
    public static bool AreAligned(string one, string other) => Organizational(one) == Organizational(other);

    /// <summary>The domain that was registered.</summary>
    public static string Organizational(string domain)
    {
        var labels = domain.Split('.');
        var registered = labels.Length > 2 && labels[^1].Length == 2 && Registries.Contains(labels[^2]) ? 3 : 2;
        return labels.Length <= registered ? domain : string.Join('.', labels[^registered..]);
    }
}
