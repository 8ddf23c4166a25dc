using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MimeKit;
using Syndication.Mailboxes;

namespace Syndication.Ingest.MailIn;

/// <summary>Understands a mail as an article, or says by which rule it is none; asks the store nothing.</summary>
internal sealed class MailReading(MailSender sender, DocumentCheck check, IOptions<MailInOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LongestNews = TimeSpan.FromDays(7);
    private static readonly DateTimeOffset FirstMail = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a mail.</summary>
    public ArticleMail Read(FetchedMail mail, ReadingContext context)
    {
        var (message, rule) = MailOpening.Parse(mail);
        if (message is null)
            return new ArticleMail.Refused(rule!);
        using (message)
        {
            if ((sender.Refuse(message) ?? AutomaticMail.Refuse(message)) is { } refusal)
                return new ArticleMail.Refused(refusal);
            return new ArticleMail.Article(IdOf(message, mail), Read(message, mail.IsFromBefore, context))
            {
                NotTaken = MailBody.Unmapped(message),
            };
        }
    }

    private Reading Read(MimeMessage message, bool isFromBefore, ReadingContext context)
    {
        var sent = SentAt(message);
        var directives = new MailDirectives();
        var (html, text) = MailBody.Read(message, directives);
        var section = directives.Section ?? (options.Value.Section.Length == 0 ? null : options.Value.Section);
        var document = new ArticleDocument
        {
            Section = section is null ? null : context.SectionOf(section)?.Slug.Value ?? section,
            Title = MailSubject.ToTitle(message.Subject),
            Summary = directives.Summary,
            BodyHtml = html,
            BodyText = html is null ? text : null,
            Tags = directives.Tags,
            Authors = AuthorOf(message, directives, context) is { } author ? [author] : [],
            Announce = directives.Announce,
            PublishedAt = sent,
        };
        var isNews = !isFromBefore && !(clock.GetUtcNow() - sent > LongestNews);
        return check.Check(document, context with { Announce = options.Value.Announce, IsNews = isNews }, []);
    }

    // A clock that is wrong, or a field that nobody can read, says nothing: then it is when it came.
    private DateTimeOffset? SentAt(MimeMessage message) =>
        message.Date >= FirstMail && message.Date <= clock.GetUtcNow() ? message.Date.ToUniversalTime() : null;

    // Who sends for the desk is not its author; a known author who sends is.
    private static AuthorDocument? AuthorOf(MimeMessage message, MailDirectives directives, ReadingContext context)
    {
        if (directives.Author is { } named)
            return context.AuthorOf(named) is { } author
                ? new AuthorDocument { Id = author.Slug.Value, Name = author.Name }
                : new AuthorDocument { Name = named };
        return message.From.Mailboxes.FirstOrDefault()?.Name is { Length: > 0 } name && context.AuthorOf(name) is { } known
            ? new AuthorDocument { Id = known.Slug.Value, Name = known.Name }
            : null;
    }

    private static string IdOf(MimeMessage message, FetchedMail mail) =>
        string.IsNullOrWhiteSpace(message.MessageId) ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(mail.Content.Span))
        : message.MessageId.Length > 400
            ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(message.MessageId)))
        : message.MessageId;
}
