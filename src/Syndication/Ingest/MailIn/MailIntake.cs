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
        var outcomes = await database.WriteAsync(
            async (db, token) =>
            {
                var made = new List<string>(read.Count);
                var taken = new List<FetchedMail>(read.Count);
                foreach (var (mail, meaning) in read)
                {
                    if (meaning is not ArticleMail.Article { Reading.Content: not null } article)
                        continue;
                    var stored = await intake.StoreAsync(db, Source, article.ExternalId, article.Reading, token);
                    made.Add(stored.Outcome.ToString().ToLowerInvariant());
                    taken.Add(mail);
                }

                await batch.SettleAsync(db, taken, token);
                return made;
            },
            ct
        );
        foreach (var outcome in outcomes)
            LogTaken(outcome);
        foreach (var (_, meaning) in read)
        {
            if (RuleOf(meaning) is { } rule)
                LogRefused(rule);
        }
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
    private partial void LogTaken(string outcome);

    [LoggerMessage(EventId = 2602, Level = LogLevel.Warning, Message = "A mail was not taken for an article: {Rule}")]
    private partial void LogRefused(string rule);

    [LoggerMessage(EventId = 2603, Level = LogLevel.Error, Message = "A mail cannot be read; it is left to a person")]
    private partial void LogUnreadable(Exception fault);
}
