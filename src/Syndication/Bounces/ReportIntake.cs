using Syndication.Bounces.Judging;
using Syndication.Mailboxes;
using Syndication.Storage;

namespace Syndication.Bounces;

/// <summary>Takes reports in, whichever way they come: some at a time, in one transaction with what the source remembers of them.</summary>
internal sealed class ReportIntake(
    MailReading reading,
    ReportDesk desk,
    UnsubscribeMails unsubscribes,
    Database database,
    ReportJournal journal
)
{
    private const int Chunk = 25;

    /// <summary>Takes a batch of the mailbox in; what is a person's is left as it is.</summary>
    public async Task TakeAsync(MailBatch batch, CancellationToken ct)
    {
        var read = batch.Mails.Select(Read).ToList();
        var outcomes = await database.WriteAsync(
            async (db, token) =>
            {
                var made = new List<ReportOutcome>(read.Count);
                foreach (var (_, report, leaving) in read)
                    made.Add(
                        report is not null ? await desk.ApplyAsync(db, report, token)
                        : leaving is not null ? await unsubscribes.ApplyAsync(db, leaving, token)
                        : ReportOutcome.NoReport
                    );
                await batch.SettleAsync(db, [.. read.Zip(made).Where(pair => IsDone(pair.Second)).Select(pair => pair.First.Mail)], token);
                return made;
            },
            ct
        );
        foreach (var ((mail, report, leaving), outcome) in read.Zip(outcomes))
        {
            if (report is not null)
                Note(report, mail.Name, outcome);
            else if (leaving is not null)
                journal.NoteLeaving(outcome);
        }
    }

    /// <summary>Takes a provider's reports in.</summary>
    public async Task TakeAsync(IReadOnlyList<ReturnedReport> reports, CancellationToken ct)
    {
        foreach (var chunk in reports.Chunk(Chunk))
        {
            var outcomes = await database.WriteAsync(
                async (db, token) =>
                {
                    var made = new List<ReportOutcome>(chunk.Length);
                    foreach (var report in chunk)
                        made.Add(await desk.ApplyAsync(db, report, token));
                    return made;
                },
                ct
            );
            foreach (var (report, outcome) in chunk.Zip(outcomes))
                Note(report, mail: "", outcome);
        }
    }

    // What names nobody may be a report of a setting that has changed, or a forgery: somebody may want to see it.
    private static bool IsDone(ReportOutcome outcome) =>
        outcome is ReportOutcome.Applied or ReportOutcome.Repeated or ReportOutcome.Nothing;

    private (FetchedMail Mail, ReturnedReport? Report, UnsubscribeMail? Leaving) Read(FetchedMail mail)
    {
        try
        {
            var (report, leaving) = reading.Read(mail);
            return (mail, report, leaving);
        }
        catch (Exception fault)
        {
            // One mail that nobody can read must not keep all that come after it.
            journal.NoteUnreadable(mail.Name, fault);
            return (mail, null, null);
        }
    }

    private void Note(ReturnedReport report, string mail, ReportOutcome outcome) =>
        journal.Note(report.Source, mail, report.Verdicts.Count > 0 ? report.Verdicts[0].Class : VerdictClass.NotBounce, outcome);
}
