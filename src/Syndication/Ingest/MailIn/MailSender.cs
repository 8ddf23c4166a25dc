using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Syndication.Ingest.MailIn;

/// <summary>Whether a mail is from somebody who may send articles. <c>From</c> is what anybody writes, so something else must speak for it.</summary>
internal sealed class MailSender(IOptions<MailInOptions> options)
{
    private static readonly string[] RecipientFields = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    /// <summary>The rule by which the mail is refused; null: it is let in.</summary>
    public string? Refuse(MimeMessage message)
    {
        if (message.From.Count != 1 || message.From[0] is not MailboxAddress from || Domain(from) is not { } domain)
            return "it names no sender, or several";
        if (!options.Value.AllowedSenders.Any(allowed => IsSame(allowed, from.Address, domain)))
            return "its sender is not among Ingest:Mail:AllowedSenders";
        if (HasSecret(message))
            return null;
        return options.Value.TrustedServers.Count > 0
            ? SenderProof.Refuse(message, domain, [.. options.Value.TrustedServers])
            : "the address that it was sent to does not carry the secret (Ingest:Mail:Secret)";
    }

    private static string? Domain(MailboxAddress address)
    {
        var at = address.Address.LastIndexOf('@');
        return at > 0 && at < address.Address.Length - 1 ? address.Address[(at + 1)..] : null;
    }

    private static bool IsSame(string allowed, string address, string domain) =>
        allowed.StartsWith('@')
            ? domain.Equals(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : address.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private bool HasSecret(MimeMessage message)
    {
        var secret = Encoding.UTF8.GetBytes(options.Value.Secret);
        if (secret.Length == 0)
            return false;
        return message
            .Headers.Where(header => RecipientFields.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
            .SelectMany(header => InternetAddressList.TryParse(header.Value, out var list) ? list.Mailboxes : [])
            .Select(mailbox => mailbox.Address.Split('@')[0])
            .Any(local =>
                local.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(local[(plus + 1)..]), secret)
            );
    }
}
