using System.Diagnostics.CodeAnalysis;
using Syndication.Delivery;

namespace Syndication.Subscribers;

/// <summary>One addr-spec that mail can be sent to: a dot-atom before the at sign, a domain name after it (RFC 5321, section 4.1.2).</summary>
/// <remarks>
/// Narrower than the grammar on purpose: comments, quoted local parts, address literals and hosts without a dot are how forms are abused,
/// never how readers write their address.
/// </remarks>
public sealed record EmailAddress
{
    private EmailAddress(string value) => Value = value;

    /// <summary>The address, its domain in lower case and in IDNA's ASCII form.</summary>
    public string Value { get; }

    /// <summary><see cref="Value"/> in lower case: what makes two addresses the same reader.</summary>
    public string Key => Value.ToLowerInvariant();

    /// <summary>Reads an address; space around it is forgiven, anything else is not.</summary>
    /// <param name="input">What was typed or sent.</param>
    /// <param name="address">The address, where it is one.</param>
    /// <param name="fault">The rule that is broken, without what was typed; empty where none is.</param>
    public static bool TryParse(string? input, [NotNullWhen(true)] out EmailAddress? address, out string fault)
    {
        address = null;
        if (!MailAddressRules.TryParse(input, out var value, out fault))
            return false;
        if (!value.AsSpan(value.IndexOf('@', StringComparison.Ordinal)).Contains('.'))
        {
            fault = "must have a domain name with a dot after the at sign";
            return false;
        }

        address = new EmailAddress(value);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Masked: an address must not reach a log by way of a format string.</remarks>
    public override string ToString() => "(address)";
}
