using Syndication.Articles;
using Syndication.Mailboxes;
using Syndication.Storage;

namespace Syndication.Ingest.MailIn;

/// <summary>Takes mails in: articles and what the mailbox remembers of them in one transaction.</summary>
internal sealed partial class MailIntake(MailReading reading, ArticleIntake intake, Database database, ILogger<MailIntake> logger)
{
    /// <summary>The source of what came by mail.</summary>
    public const string Source = "mail";

    /// <summary>Takes a batch of the mailbox in; what is no article is left to a person.</summary>
    public async Task TakeAsync(MailBatch batch, CancellationToken ct)
    {
        var context = await intake.ContextAsync(ct);
        var read = batch.Mails.Select(mail => (Mail: mail, Meaning: Read(mail, context))).ToList();
        var articles = read.Select(found => (found.Mail, Article: found.Meaning as ArticleMail.Article))
            .Where(found => found.Article?.Reading.Content is not null)
            .Select(found => (found.Mail, found.Article!))
            .ToList();
        foreach (var (mail, article) in articles)
        {
            if (article.NotTaken.Count > 0)
                batch.Keep(mail);
        }

        try
        {
            await StoreAsync(batch, articles, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && !StoreFaults.IsAway(fault))
        {
            await StoreEachAsync(batch, articles, ct);
        }

        foreach (var (_, meaning) in read)
        {
            if (RuleOf(meaning) is { } rule)
                LogRefused(rule);
        }
    }

    private async Task StoreAsync(MailBatch batch, List<(FetchedMail Mail, ArticleMail.Article Article)> articles, CancellationToken ct)
    {
        var outcomes = await database.WriteAsync(
            async (db, token) =>
            {
                var made = new List<Stored>(articles.Count);
                foreach (var (_, article) in articles)
                    made.Add(await intake.StoreAsync(db, Source, article.ExternalId, article.Reading, token));
                await batch.SettleAsync(db, [.. articles.Select(found => found.Mail)], token);
                return made;
            },
            ct
        );
        foreach (var (found, stored) in articles.Zip(outcomes))
            LogTaken(found.Article, stored);
    }

    // One of them cannot be stored, and must not keep the others, nor all that come after them. Whoever dies before they are settled finds
    // them again, and stores none twice.
    private async Task StoreEachAsync(MailBatch batch, List<(FetchedMail Mail, ArticleMail.Article Article)> articles, CancellationToken ct)
    {
        var taken = new List<FetchedMail>(articles.Count);
        foreach (var (mail, article) in articles)
        {
            try
            {
                var stored = await database.WriteAsync(
                    (db, token) => intake.StoreAsync(db, Source, article.ExternalId, article.Reading, token),
                    ct
                );
                LogTaken(article, stored);
                taken.Add(mail);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested && !StoreFaults.IsAway(fault))
            {
                LogUnstored(fault);
            }
        }

        await database.WriteAsync((db, token) => batch.SettleAsync(db, taken, token), ct);
    }

    private void LogTaken(ArticleMail.Article article, Stored stored)
    {
        LogTaken(stored.Outcome);
        string[] noted = [.. article.NotTaken, .. article.Reading.Notes, .. stored.Note is { } note ? [note] : Array.Empty<string>()];
        if (noted.Length > 0)
            LogNoted(stored.Article, string.Join("; ", noted));
        if (article.Reading.Cleaned.Count > 0)
            LogCleaned(stored.Article, article.Reading.Cleaned);
    }

    private ArticleMail Read(FetchedMail mail, ReadingContext context)
    {
        try
        {
            return reading.Read(mail, context);
        }
        catch (Exception fault)
        {
            // One mail that nobody can read must not keep all that come after it.
            LogUnreadable(fault);
            return new ArticleMail.Refused("it cannot be read");
        }
    }

    private static string? RuleOf(ArticleMail meaning) =>
        meaning switch
        {
            ArticleMail.Refused(var rule) => rule,
            ArticleMail.Article { Reading: { Content: null } article } => string.Join(
                "; ",
                article.Faults.Take(5).Select(fault => $"{fault.Field}: {fault.Rule}")
            ),
            _ => null,
        };

    [LoggerMessage(EventId = 2601, Level = LogLevel.Information, Message = "An article came by mail: {Outcome}")]
    private partial void LogTaken(IntakeOutcome outcome);

    [LoggerMessage(EventId = 2607, Level = LogLevel.Warning, Message = "Article {Article} came by mail: {Notes}")]
    private partial void LogNoted(ArticleId article, string notes);

    [LoggerMessage(EventId = 2608, Level = LogLevel.Information, Message = "Article {Article} came by mail and was cleaned: {Cleaned}")]
    private partial void LogCleaned(ArticleId article, IReadOnlyList<string> cleaned);

    [LoggerMessage(EventId = 2602, Level = LogLevel.Warning, Message = "A mail was not taken for an article: {Rule}")]
    private partial void LogRefused(string rule);

    [LoggerMessage(EventId = 2606, Level = LogLevel.Error, Message = "A mail cannot be stored as an article; it is left to a person")]
    private partial void LogUnstored(Exception fault);

    [LoggerMessage(EventId = 2603, Level = LogLevel.Error, Message = "A mail cannot be read; it is left to a person")]
    private partial void LogUnreadable(Exception fault);
}
