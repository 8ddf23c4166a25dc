namespace Syndication.Delivery.Dkim;

/// <summary>Where a key's public half is published: <c>Selector._domainkey.Domain</c>, both in IDNA's ASCII form.</summary>
/// <param name="Domain">The domain that signs.</param>
/// <param name="Selector">Which of its keys.</param>
internal sealed record KeyName(string Domain, string Selector)
{
    /// <summary>Reads both from options; false where one is not fit for the DNS.</summary>
    public static bool TryRead(DkimOptions options, out KeyName? name)
    {
        name =
            MailAddressRules.TryParse("x@" + options.Domain, out var domain, out _)
            && MailAddressRules.TryParse($"x@{options.Selector}.example", out var selector, out _)
                ? new KeyName(domain[2..], selector[2..^".example".Length])
                : null;
        return name is not null;
    }

    /// <summary>Whether the key speaks for a sender: one in its domain or below it.</summary>
    public bool IsFor(string sender) =>
        sender.Equals(Domain, StringComparison.OrdinalIgnoreCase) || sender.EndsWith('.' + Domain, StringComparison.OrdinalIgnoreCase);
}
