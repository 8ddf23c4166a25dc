using System.Text;
using MimeKit;
using Syndication.Mailboxes;

namespace Syndication.Ingest.MailIn;

/// <summary>Parses what anybody may have sent, within bounds that honest mails keep.</summary>
internal static class MailOpening
{
    private const int LongestHeader = 128 * 1024;
    private const int LongestField = 32 * 1024;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = 16, MaxAddressGroupDepth = 2 };

    // Japanese, Russian and other older character sets: MimeKit knows those that the platform knows.
    static MailOpening() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The mail, or the rule that it breaks.</summary>
    public static (MimeMessage? Message, string? Rule) Parse(FetchedMail mail)
    {
        if (!mail.IsWhole)
            return (null, "it is longer than is read of one (Ingest:Mail:Mailbox:MaxBytes)");
        // What a parser of addresses spends grows faster than the field.
        if (LongestOf(mail.Content.Span) is var (header, field) && (header > LongestHeader || field > LongestField))
            return (null, "its header is longer than any that a person's program writes");
        try
        {
            using var stream = mail.Open();
            return (new MimeParser(Options, stream, MimeFormat.Entity).ParseMessage(), null);
        }
        catch (FormatException)
        {
            return (null, "it is no mail");
        }
    }

    private static (int Header, int Field) LongestOf(ReadOnlySpan<byte> bytes)
    {
        var (at, field, longest) = (0, 0, 0);
        while (at < bytes.Length)
        {
            var end = bytes[at..].IndexOf((byte)'\n');
            var line = end < 0 ? bytes[at..] : bytes.Slice(at, end + 1);
            if (line.TrimEnd("\r\n"u8).Length == 0)
                break;
            field = line[0] is (byte)' ' or (byte)'\t' ? field + line.Length : line.Length;
            longest = Math.Max(longest, field);
            at += line.Length;
        }

        return (at, longest);
    }
}
