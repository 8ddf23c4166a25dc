using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Text;
using Syndication.Articles;

namespace Syndication.Ingest.MailIn;

/// <summary>The text of a mail, whichever part has it.</summary>
internal static class MailBody
{
    private const int MostAttachments = 20;
    private const int LongestName = 80;

    /// <summary>HTML, or where there is none plain text; both null where the mail says nothing.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="directives">Takes the lines at the top that are meant for us.</param>
    public static (string? Html, string? Text) Read(MimeMessage message, MailDirectives directives)
    {
        if (message.HtmlBody is { } markup && MailHtml.Read(markup, directives) is { } html && PlainText.Of(html).Length > 0)
            return (html, null);
        var text = message.TextBody is { } plain ? MailText.Read(Unflowed(message, plain), directives) : null;
        return (null, string.IsNullOrWhiteSpace(text) ? null : text);
    }

    /// <summary>What else is in it, one line each, without addresses.</summary>
    public static IReadOnlyList<string> Unmapped(MimeMessage message)
    {
        var parts = message.BodyParts.Where(part => (part.IsAttachment || part is not TextPart) && !IsSignature(part)).ToList();
        var lines = parts.Take(MostAttachments).Select(part => $"not taken: {Plain(part.ContentType.MimeType)}{NameOf(part)}");
        return parts.Count > MostAttachments ? [.. lines, $"not taken: {parts.Count - MostAttachments} more"] : [.. lines];
    }

    // It says of the mail that it is whole, and nothing else.
    private static bool IsSignature(MimeEntity part) => part is ApplicationPgpSignature or ApplicationPkcs7Signature;

    private static string NameOf(MimeEntity part)
    {
        var name = Plain(part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "");
        return name.Length == 0 ? "" : $" ({name})";
    }

    // What others wrote goes into the log: one line, and nobody's address. Of a name that may have one the ending is left.
    private static string Plain(string text)
    {
        var name =
            text.Contains('@') || text.Contains('\uFF20') || text.Contains("%40", StringComparison.Ordinal)
                ? Path.GetExtension(text)
                : text;
        var plain = string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '/' or '+')).Trim();
        return PlainText.Start(plain, LongestName);
    }

    // RFC 3676: lines that end in a space go on.
    private static string Unflowed(MimeMessage message, string text)
    {
        var part = message.BodyParts.OfType<TextPart>().FirstOrDefault(candidate => candidate.IsPlain);
        return part is { IsFlowed: true }
            ? new FlowedToText { DeleteSpace = part.ContentType.Parameters["delsp"] is "yes" }.Convert(text)
            : text;
    }
}
