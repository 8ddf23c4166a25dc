using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Syndication.Subscribers;

/// <summary>One addr-spec that mail can be sent to: a dot-atom before the at sign, a domain name after it (RFC 5321, section 4.1.2).</summary>
/// <remarks>
/// Narrower than the grammar on purpose: comments, quoted local parts, address literals and hosts without a dot are how forms are abused,
/// never how readers write their address.
/// </remarks>
public sealed record EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

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
        var text = input?.Trim(' ') ?? "";
        var at = text.IndexOf('@');
        fault = text switch
        {
            "" => "is required",
            _ when text.Any(char.IsControl) => "must not contain control characters",
            _ when at < 0 || at != text.LastIndexOf('@') => "must be one address with one at sign, such as name@example.org",
            _ when !IsDotAtom(text[..at]) => $"must have 1 to {MaxLocalLength} plain characters before the at sign",
            _ => "",
        };
        if (fault.Length > 0)
            return false;
        if (DomainOf(text[(at + 1)..]) is not { } domain || at + 1 + domain.Length > MaxLength)
        {
            fault = $"must have a domain name with a dot after the at sign and at most {MaxLength} characters";
            return false;
        }

        address = new EmailAddress($"{text[..at]}@{domain}");
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Masked: an address must not reach a log by way of a format string.</remarks>
    public override string ToString() => "(address)";

    private static bool IsDotAtom(string text) =>
        text.Length is > 0 and <= MaxLocalLength
        && text.Split('.').All(atom => atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || AtomSymbols.Contains(c)));

    private static string? DomainOf(string text)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(text)
                .ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length > 1 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => c == '-' || char.IsAsciiLetterOrDigit(c));
}
