using MimeKit.Utils;

namespace Syndication.Delivery.Mails;

/// <summary>The header of a mail, as the large mailbox providers ask of bulk senders.</summary>
internal static class MailHeaders
{
    /// <summary>Everything but what describes the body and signs it.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="from">Fields that name the sender.</param>
    /// <param name="to">The recipient's addr-spec, all ASCII.</param>
    /// <param name="messageId">Without its angle brackets.</param>
    /// <param name="unsubscribeMailbox">Takes unsubscriptions by mail; empty: none.</param>
    public static List<HeaderField> Of(
        OutgoingMail mail,
        IReadOnlyList<HeaderField> from,
        string to,
        string messageId,
        string unsubscribeMailbox
    )
    {
        List<HeaderField> fields =
        [
            .. from,
            HeaderField.Create("To", to),
            HeaderField.Create("Subject", mail.Subject),
            HeaderField.Create("Date", DateUtils.FormatDate(mail.Date)),
        ];
        if (mail.List is { } list)
            AddList(fields, list, unsubscribeMailbox);
        if (mail.FeedbackId is { } feedback)
            fields.Add(HeaderField.Create("Feedback-ID", feedback));

        // RFC 3834, and Exchange's own: no holiday notes in reply.
        fields.Add(HeaderField.Create("Auto-Submitted", "auto-generated"));
        fields.Add(HeaderField.Create("X-Auto-Response-Suppress", "OOF, AutoReply"));
        fields.Add(HeaderField.Create("Message-ID", $"<{messageId}>"));
        fields.Add(HeaderField.Create("MIME-Version", "1.0"));
        return fields;
    }

    private static void AddList(List<HeaderField> fields, ListHeaders list, string mailbox)
    {
        fields.Add(HeaderField.Create("List-Id", list.Id));
        fields.Add(HeaderField.Create("List-Unsubscribe", Unsubscribe(list.UnsubscribeUrl, mailbox)));
        fields.Add(HeaderField.Create("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        if (list.Help is { } help)
            fields.Add(HeaderField.Create("List-Help", $"<{help}>"));
        if (list.Archive is { } archive)
            fields.Add(HeaderField.Create("List-Archive", $"<{archive}>"));
        fields.Add(HeaderField.Create("List-Post", "NO"));
    }

    /// <summary>One web address, which takes the one-click POST (RFC 8058); by mail, its last part says who.</summary>
    private static string Unsubscribe(string url, string mailbox) =>
        mailbox.Length == 0 ? $"<{url}>" : $"<{url}>, <mailto:{mailbox}?subject=unsubscribe%20{Uri.EscapeDataString(LastPart(url))}>";

    private static string LastPart(string url) => url[(url.LastIndexOf('/') + 1)..];
}
