using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MimeKit;
using Syndication.Mailboxes;

namespace Syndication.Ingest.MailIn;

/// <summary>Understands a mail as an article, or says by which rule it is none; asks the store nothing.</summary>
internal sealed class MailReading(MailSender sender, DocumentCheck check, IOptions<MailInOptions> options)
{
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
            return new ArticleMail.Article(IdOf(message, mail), Read(message, context));
        }
    }

    private Reading Read(MimeMessage message, ReadingContext context)
    {
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
        };
        var reading = check.Check(document, context with { IsNews = options.Value.Announce }, []);
        return reading with { Notes = [.. reading.Notes, .. MailBody.Unmapped(message)] };
    }

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
