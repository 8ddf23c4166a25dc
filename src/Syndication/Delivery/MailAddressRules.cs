using System.Globalization;

namespace Syndication.Delivery;

/// <summary>What counts as an address that can be mailed: stricter than RFC 5322, so that nothing in it can become a header or a second recipient.</summary>
public static class MailAddressRules
{
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Takes one addr-spec: a dot-atom of at most 64 characters, <c>@</c>, a domain with a dot (or <c>localhost</c>) that is brought into
    /// IDNA's ASCII form; at most 254 together. White space around it is dropped; names, comments, quotes and address literals are refused.
    /// </summary>
    /// <param name="input">What somebody typed.</param>
    /// <param name="address">The address, its domain in lower case; empty when refused.</param>
    /// <param name="fault">The rule that it breaks, as a half sentence; empty when taken.</param>
    /// <returns>Whether it is an address.</returns>
    public static bool TryParse(string? input, out string address, out string fault)
    {
        address = "";
        var text = (input ?? "").Trim(' ', '\t');
        var at = text.LastIndexOf('@');
        if (text.Length == 0)
            return Refuse("is required", out fault);
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return Refuse("must not contain spaces or control characters", out fault);
        if (at <= 0 || at == text.Length - 1)
            return Refuse("must be one address with one at sign, such as name@example.org", out fault);
        var local = text[..at];
        if (!IsDotAtom(local))
            return Refuse("must have plain characters before the at sign", out fault);
        if (local.Length > 64)
            return Refuse("must have at most 64 characters before the at sign", out fault);
        if (ToAscii(text[(at + 1)..]) is not { } domain)
            return Refuse("must have a domain name after the at sign", out fault);
        if (local.Length + 1 + domain.Length > 254)
            return Refuse("must have at most 254 characters", out fault);
        address = $"{local}@{domain}";
        fault = "";
        return true;
    }

    private static bool Refuse(string rule, out string fault)
    {
        fault = rule;
        return false;
    }

    private static bool IsDotAtom(string text) =>
        text.Split('.').All(atom => atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || AtomSpecials.Contains(c)));

    private static string? ToAscii(string domain)
    {
        string ascii;
        try
        {
            ascii = Idn.GetAscii(domain.ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = ascii.Split('.');
        var isHost = ascii == "localhost" || (labels.Length > 1 && !labels[^1].All(char.IsAsciiDigit));
        return isHost && labels.All(IsLabel) ? ascii : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
