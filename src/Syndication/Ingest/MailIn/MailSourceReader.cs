using MimeKit;
using Syndication.Ingest.Formats;
using Syndication.Mailboxes;

namespace Syndication.Ingest.MailIn;

/// <summary>Understands a mail (RFC 5322) as a document of one article: what the mailbox would take, without its rules about senders.</summary>
internal sealed class MailSourceReader : ISourceReader
{
    private const int Enough = 8 * 1024;

    private static readonly string[] Fields =
    [
        "From:",
        "Date:",
        "Subject:",
        "Message-ID:",
        "MIME-Version:",
        "Received:",
        "Return-Path:",
        "To:",
    ];

    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (!IsMail(source.Content.Span))
            return null;
        var (message, rule) = MailOpening.Parse(new FetchedMail(source.FileName ?? "", source.Content, IsWhole: true));
        if (message is null)
            return SourceDocument.Refused(SourceKinds.Mail, rule!);
        using (message)
        {
            var item = Item(message);
            return new SourceDocument
            {
                Kind = SourceKinds.Mail,
                Title = item.Title,
                Items = [item],
                Unmapped = item.Unmapped,
            };
        }
    }

    private static SourceItem Item(MimeMessage message)
    {
        var directives = new MailDirectives();
        var (html, text) = MailBody.Read(message, directives);
        return new SourceItem
        {
            Id = string.IsNullOrWhiteSpace(message.MessageId) ? null : message.MessageId,
            Title = MailSubject.ToTitle(message.Subject),
            Summary = directives.Summary,
            ContentHtml = html ?? (text is null ? null : TextBody.ToHtml(text)),
            Authors = directives.Author is { } named
                ? [new SourceAuthor { Name = named }]
                : [.. message.From.Mailboxes.Take(20).Select(from => new SourceAuthor { Name = from.Name, Email = from.Address })],
            Tags = directives.Tags,
            Sections = directives.Section is { } section ? [section] : [],
            Published = message.Date == default ? null : message.Date,
            Unmapped = MailBody.Unmapped(message),
        };
    }

    // A header's first line begins with a field, and two of a mail's own are among the first ones.
    private static bool IsMail(ReadOnlySpan<byte> bytes)
    {
        // The last line of what is looked at may be cut.
        var whole = bytes.Length <= Enough ? 0 : 1;
        var start = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Enough)]);
        var lines = start.ReplaceLineEndings("\n").Split('\n').SkipLast(whole).TakeWhile(line => line.Length > 0).Take(60).ToList();
        return lines.Count >= 2
            && IsField(lines[0])
            && lines.All(line => line[0] is ' ' or '\t' || IsField(line))
            && Fields.Count(field => lines.Exists(line => line.StartsWith(field, StringComparison.OrdinalIgnoreCase))) >= 2;
    }

    private static bool IsField(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && line.AsSpan(0, colon).IndexOfAnyExceptInRange('!', '~') < 0;
    }
}
