using System.Text;
using System.Text.Unicode;
using MimeKit;

namespace Syndication.Bounces.Judging;

/// <summary>Reads mails of any bytes with MimeKit, to a size and a depth.</summary>
internal static class MailOpener
{
    /// <summary>Reports stand at a mail's beginning; what follows is the message that comes back.</summary>
    public const int LongestMail = 1024 * 1024;

    private const int Deepest = 12;
    private const int MostParts = 100;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = 32, MaxAddressGroupDepth = 2 };

    // Japanese, Russian and other older character sets: MimeKit knows those that the platform knows.
    static MailOpener() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The mail, or null where the bytes are none.</summary>
    public static MimeMessage? Parse(Stream stream)
    {
        var bytes = Read(stream);
        var mail = LongFields.Cut(bytes.AsMemory(AfterEnvelopeLine(bytes)));
        try
        {
            var parser = new MimeParser(Options, new MemoryStream(mail.ToArray()), MimeFormat.Entity, persistent: true);
            return parser.ParseMessage();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Takes a mail apart.</summary>
    public static OpenedMail Open(MimeMessage message)
    {
        var mail = new OpenedMail { Fields = MailFields.Of(message.Headers) };
        if (message.Body is { } body)
            Take(mail, body, 0);
        return mail;
    }

    private static void Take(OpenedMail mail, MimeEntity entity, int depth)
    {
        if (depth > Deepest || mail.Types.Count >= MostParts)
            return;
        var type = entity.ContentType.MimeType.ToLowerInvariant();
        mail.Types.Add($"{type} {(entity as MimePart)?.FileName}".TrimEnd().ToLowerInvariant());
        switch (entity)
        {
            case Multipart multipart:
                TakeAll(mail, multipart, depth);
                break;
            case MessagePart { Message: { } message } part:
                mail.Returned.Add(MailFields.Of(message.Headers));
                if (part is not TextRfc822Headers)
                    mail.Inner.Add(message);
                break;
            case MimePart part:
                TakePart(mail, part, type);
                break;
        }
    }

    // A multipart whose boundary is broken is all preamble.
    private static void TakeAll(OpenedMail mail, Multipart multipart, int depth)
    {
        foreach (var child in multipart)
            Take(mail, child, depth + 1);
        if (mail.Texts.Count == 0 && mail.HtmlTexts.Count == 0 && multipart.Preamble is { Length: > 0 } preamble)
            mail.Texts.Add(preamble);
    }

    private static void TakePart(OpenedMail mail, MimePart part, string type)
    {
        switch (type)
        {
            case "message/delivery-status" or "message/global-delivery-status":
                mail.DeliveryReports.Add(TextOf(part));
                break;
            case "message/feedback-report":
                mail.FeedbackReports.Add(TextOf(part));
                break;
            case "message/disposition-notification" or "message/global-disposition-notification":
                mail.ReadingReports.Add(TextOf(part));
                break;
            case "text/html":
                mail.HtmlTexts.Add(HtmlText.Of(TextOf(part)));
                break;
            case "message/rfc822-headers" or "text/rfc822-headers" or "message/global-headers" or "message/global":
                mail.Returned.Add(MailFields.Parse(TextOf(part)));
                break;
            default:
                if (IsBody(part) || IsUntyped(part))
                    mail.Texts.Add(TextOf(part));
                break;
        }
    }

    // What has a name of its own is an attachment.
    private static bool IsBody(MimePart part) => part is TextPart && part.ContentDisposition?.FileName is null or { Length: 0 };

    // "text/plain" with its parameters on a line of their own, or no type that can be read.
    private static bool IsUntyped(MimePart part) =>
        part.Headers.FirstOrDefault(header => header.Id is HeaderId.ContentType) is { } field
        && field.Value.TrimStart().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);

    private static string TextOf(MimePart part)
    {
        if (part.Content is null)
            return "";
        using var decoded = new MemoryStream();
        part.Content.DecodeTo(decoded);
        var bytes = decoded.GetBuffer().AsSpan(0, (int)decoded.Length);

        // What is UTF-8 by its bytes is UTF-8 whatever it says of itself.
        if (part is not TextPart text || (!Ascii.IsValid(bytes) && Utf8.IsValid(bytes)))
            return Encoding.UTF8.GetString(bytes);
        try
        {
            return text.Text ?? "";
        }
        catch (Exception fault) when (fault is NotSupportedException or ArgumentException)
        {
            // A character set that nobody knows: the reply codes are ASCII.
            return Encoding.UTF8.GetString(bytes);
        }
    }

    private static byte[] Read(Stream stream)
    {
        var bytes = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var read = stream.Read(bytes, length, bytes.Length - length);
            length += read;
            if (read == 0 || length == LongestMail)
                return bytes[..length];
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(LongestMail, bytes.Length * 2));
        }
    }

    // Mailboxes and editors put "From MAILER-DAEMON …" and empty lines before the header.
    private static int AfterEnvelopeLine(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (start < bytes.Length && bytes[start] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
            start++;
        if (!bytes[start..].StartsWith("From "u8))
            return start;
        var end = bytes[start..].IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : start + end + 1;
    }
}
