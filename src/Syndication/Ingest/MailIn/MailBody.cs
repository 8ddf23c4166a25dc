using MimeKit;
using MimeKit.Text;

namespace Syndication.Ingest.MailIn;

/// <summary>The text of a mail, whichever part has it.</summary>
internal static class MailBody
{
    private const int MostAttachments = 20;

    /// <summary>HTML, or where there is none plain text; both null where the mail says nothing.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="directives">Takes the lines at the top that are meant for us.</param>
    public static (string? Html, string? Text) Read(MimeMessage message, MailDirectives directives)
    {
        if (message.HtmlBody is { } markup && MailHtml.Read(markup, directives) is { } html && Articles.PlainText.Of(html).Length > 0)
            return (html, null);
        var text = message.TextBody is { } plain ? MailText.Read(Unflowed(message, plain), directives) : null;
        return (null, string.IsNullOrWhiteSpace(text) ? null : text);
    }

    /// <summary>What else is in it, one line each.</summary>
    public static IEnumerable<string> Unmapped(MimeMessage message) =>
        message
            .BodyParts.OfType<MimePart>()
            .Where(part => part.IsAttachment || part is not TextPart)
            .Take(MostAttachments)
            .Select(part => $"not taken: {part.ContentType.MimeType}{(part.FileName is { Length: > 0 } name ? $" ({name})" : "")}");

    // RFC 3676: lines that end in a space go on.
    private static string Unflowed(MimeMessage message, string text)
    {
        var part = message.BodyParts.OfType<TextPart>().FirstOrDefault(candidate => candidate.IsPlain);
        return part is { IsFlowed: true }
            ? new FlowedToText { DeleteSpace = part.ContentType.Parameters["delsp"] is "yes" }.Convert(text)
            : text;
    }
}
