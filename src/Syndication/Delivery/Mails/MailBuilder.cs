using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MimeKit;
using Syndication.Delivery.Dkim;
using Syndication.Publication;

namespace Syndication.Delivery.Mails;

/// <summary>
/// Makes the mail of what a stream composed, and signs it. A body that many get is encoded once; equal input gives equal bytes, boundary and
/// Message-ID included, but for the time in a signature.
/// </summary>
internal sealed class MailBuilder(
    IOptions<PublicationOptions> publication,
    IOptions<DeliveryOptions> delivery,
    MessageTokens tokens,
    DkimSigners signers,
    TimeProvider clock
)
{
    // Entries go with their bodies: an issue's lives for as long as the issue is at hand.
    private readonly ConditionalWeakTable<MailBody, EncodedBody> bodies = [];

    private MailboxAddress Sender => field ??= SenderAddress.Parse(publication.Value.Sender).ToMailbox();

    private HeaderField SenderField => field.Wire is null ? field = Address("From", Sender) : field;

    private HeaderField[] ReplyTo =>
        field ??=
            publication.Value.ReplyTo.Length == 0 ? [] : [Address("Reply-To", SenderAddress.Parse(publication.Value.ReplyTo).ToMailbox())];

    /// <summary>Builds one message.</summary>
    /// <param name="message">Its row's number.</param>
    /// <param name="key">Its key.</param>
    /// <param name="mail">What it says.</param>
    /// <param name="idDomain">The domain of its Message-ID, which is the same on every attempt; null: the sender's.</param>
    /// <exception cref="FormatException">An address is not one that can be mailed; whoever may blame the row has checked the recipient's before.</exception>
    public PreparedMail Build(long message, MessageKey key, OutgoingMail mail, string? idDomain = null)
    {
        if (!MailAddressRules.TryParse(mail.To, out var to, out var fault))
            throw new FormatException($"The recipient's address {fault}.");
        var from = mail.From is { } other ? MailboxAddress.Parse(other) : Sender;
        var token = tokens.Make(message, key);
        var sender = from.GetAddress(idnEncode: true);
        var domain = sender[(sender.LastIndexOf('@') + 1)..];
        var encoded = bodies.GetValue(mail.Body, EncodedBody.Of);
        var body = encoded.Fill(mail.Fillings);
        var header = MailHeaders.Of(
            mail,
            [mail.From is null ? SenderField : Address("From", from), .. ReplyTo],
            to,
            $"{token}@{idDomain ?? domain}",
            delivery.Value.UnsubscribeMailbox
        );
        header.AddRange(encoded.Fields);
        var signatures = signers.Sign(domain, header, body, clock.GetUtcNow());
        return new PreparedMail(
            token,
            new EncodedMail([.. signatures, .. header], body),
            new MailboxAddress(
                "",
                delivery.Value.ReturnPathDomain.Length > 0 ? ReturnPath.Make(token, delivery.Value.ReturnPathDomain) : sender
            ),
            new MailboxAddress("", to)
        );
    }

    private static HeaderField Address(string name, MailboxAddress mailbox) => HeaderField.Create(name, mailbox.ToString(encode: true));
}
