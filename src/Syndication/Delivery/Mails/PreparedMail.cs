using MimeKit;

namespace Syndication.Delivery.Mails;

/// <summary>A mail as it goes over the wire, to one recipient.</summary>
/// <param name="Token"><see cref="MessageTokens"/>: the same on every attempt.</param>
/// <param name="Content">Header and body.</param>
/// <param name="EnvelopeSender">MAIL FROM: where bounces go.</param>
/// <param name="Recipient">RCPT TO.</param>
internal sealed record PreparedMail(string Token, EncodedMail Content, MailboxAddress EnvelopeSender, MailboxAddress Recipient);
