using MimeKit;

namespace Syndication.Delivery.Mails;

/// <summary>The header of a mail, as the large mailbox providers ask of bulk senders.</summary>
internal static class MailHeaders
{
    /// <summary>Adds everything but what describes the body and identifies the message.</summary>
    public static void Add(
        MimeMessage mime,
        OutgoingMail mail,
        MailboxAddress from,
        MailboxAddress? replyTo,
        MailboxAddress to,
        DeliveryOptions delivery
    )
    {
        mime.From.Add(from);
        if (replyTo is not null)
            mime.ReplyTo.Add(replyTo);
        mime.To.Add(to);
        mime.Subject = mail.Subject;
        mime.Date = mail.Date;
        if (mail.List is { } list)
            AddList(mime, list, delivery);
        if (mail.FeedbackId is { } feedback)
            mime.Headers.Add("Feedback-ID", feedback);

        // RFC 3834, and Exchange's own: no holiday notes in reply.
        mime.Headers.Add("Auto-Submitted", "auto-generated");
        mime.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
    }

    private static void AddList(MimeMessage mime, ListHeaders list, DeliveryOptions delivery)
    {
        mime.Headers.Add(HeaderId.ListId, list.Id);
        mime.Headers.Add(HeaderId.ListUnsubscribe, Unsubscribe(list.UnsubscribeUrl, delivery.UnsubscribeMailbox));
        mime.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        if (list.Help is { } help)
            mime.Headers.Add(HeaderId.ListHelp, $"<{help}>");
        if (list.Archive is { } archive)
            mime.Headers.Add(HeaderId.ListArchive, $"<{archive}>");
        mime.Headers.Add(HeaderId.ListPost, "NO");
    }

    /// <summary>One web address, which takes the one-click POST (RFC 8058); by mail, its last part says who.</summary>
    private static string Unsubscribe(string url, string mailbox) =>
        mailbox.Length == 0 ? $"<{url}>" : $"<{url}>, <mailto:{mailbox}?subject=unsubscribe%20{Uri.EscapeDataString(LastPart(url))}>";

    private static string LastPart(string url) => url[(url.LastIndexOf('/') + 1)..];
}
