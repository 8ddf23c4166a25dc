namespace Syndication.Delivery;

/// <summary>
/// The envelope sender that a message's bounces come back to, one for each message, so that a bounce finds its message whatever it says
/// inside: <c>bounces+TOKEN@domain</c>, TOKEN by <see cref="MessageTokens"/>. It has 40 characters before the at sign, in one case.
/// </summary>
public static class ReturnPath
{
    private const string Mailbox = "bounces+";

    /// <summary>The address for a message.</summary>
    /// <param name="token">The message's token.</param>
    /// <param name="domain"><c>Delivery:ReturnPathDomain</c>.</param>
    public static string Make(string token, string domain) => $"{Mailbox}{token}@{domain}";

    /// <summary>The token in an address that mail came to, in whatever case and with or without angle brackets; null: it is not such an address.</summary>
    /// <param name="address">The recipient of the bounce.</param>
    /// <param name="domain"><c>Delivery:ReturnPathDomain</c>.</param>
    /// <returns>Only <see cref="MessageTokens.FindAsync"/> says whether it is one of ours.</returns>
    public static string? TokenIn(string address, string domain)
    {
        var text = address.AsSpan().Trim().TrimStart('<').TrimEnd('>');
        var at = text.LastIndexOf('@');
        var isOurs =
            at > Mailbox.Length
            && text.StartsWith(Mailbox, StringComparison.OrdinalIgnoreCase)
            && text[(at + 1)..].Equals(domain, StringComparison.OrdinalIgnoreCase);
        return isOurs ? text[Mailbox.Length..at].ToString() : null;
    }
}
