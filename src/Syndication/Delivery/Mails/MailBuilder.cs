using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using Syndication.Publication;

namespace Syndication.Delivery.Mails;

/// <summary>Makes the mail of what a stream composed. Equal input gives equal bytes, boundary and Message-ID included.</summary>
internal sealed class MailBuilder(IOptions<PublicationOptions> publication, IOptions<DeliveryOptions> delivery, MessageTokens tokens)
{
    private SenderAddress Sender => field ??= SenderAddress.Parse(publication.Value.Sender);

    private SenderAddress? ReplyTo =>
        publication.Value.ReplyTo.Length == 0 ? null : field ??= SenderAddress.Parse(publication.Value.ReplyTo);

    /// <summary>Builds one message.</summary>
    /// <param name="message">Its row's number.</param>
    /// <param name="key">Its key.</param>
    /// <param name="mail">What it says.</param>
    /// <exception cref="FormatException">An address is not one that can be mailed; whoever may blame the row has checked the recipient's before.</exception>
    public PreparedMail Build(long message, MessageKey key, OutgoingMail mail)
    {
        if (!MailAddressRules.TryParse(mail.To, out var to, out var fault))
            throw new FormatException($"The recipient's address {fault}.");
        var recipient = new MailboxAddress("", to);
        var from = mail.From is { } other ? MailboxAddress.Parse(other) : Sender.ToMailbox();
        var token = tokens.Make(message, key);
        var mime = new MimeMessage { Body = Body(mail, token) };
        mime.Headers.Clear();
        MailHeaders.Add(mime, mail, from, ReplyTo?.ToMailbox(), recipient, delivery.Value);
        var sender = from.GetAddress(idnEncode: true);
        mime.MessageId = $"{token}@{sender[(sender.LastIndexOf('@') + 1)..]}";
        mime.MimeVersion = new Version(1, 0);
        return new PreparedMail(token, mime, EnvelopeSender(token, sender), recipient);
    }

    private MailboxAddress EnvelopeSender(string token, string sender) =>
        delivery.Value.ReturnPathDomain.Length > 0
            ? new MailboxAddress("", $"bounces+{token}@{delivery.Value.ReturnPathDomain}")
            : new MailboxAddress("", sender);

    private static MimeEntity Body(OutgoingMail mail, string token)
    {
        var text = Part(TextFormat.Plain, mail.Text, mail.Language);
        if (mail.Html is null)
            return text;
        var alternative = new MultipartAlternative { text, Part(TextFormat.Html, mail.Html, mail.Language) };

        // Not at random: the same mail again is the same bytes.
        alternative.Boundary = $"=_{token}";
        return alternative;
    }

    private static TextPart Part(TextFormat format, string content, string language)
    {
        var part = new TextPart(format);
        part.SetText(Encoding.UTF8, content);
        part.ContentTransferEncoding = Encode(content);
        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    /// <summary>Both keep lines short; quoted-printable triples what is not ASCII, so scripts other than Latin take base64.</summary>
    private static ContentEncoding Encode(string content) =>
        content.Count(c => !char.IsAscii(c)) * 6L > content.Length ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable;
}
