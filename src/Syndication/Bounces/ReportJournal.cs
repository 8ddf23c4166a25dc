using Syndication.Bounces.Judging;

namespace Syndication.Bounces;

/// <summary>Counts what came of reports, and logs those that nobody made by our doing; never an address, a token or what a stranger wrote.</summary>
internal sealed partial class ReportJournal(BounceMetrics metrics, ILogger<ReportJournal> logger)
{
    /// <summary>Notes a report, after its commit.</summary>
    /// <param name="source">How it came.</param>
    /// <param name="mail">Under which name or number its mail lies in the mailbox; empty: it is no mail.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="outcome">What came of it.</param>
    public void Note(string source, string mail, VerdictClass kind, ReportOutcome outcome)
    {
        metrics.Count(source, kind, outcome);
        switch (outcome)
        {
            case ReportOutcome.Unknown:
                LogUnknown(source, mail, kind);
                break;
            case ReportOutcome.Contradictory:
                LogContradictory(source, mail, kind);
                break;
            case ReportOutcome.Repeated:
                LogRepeated(source, kind);
                break;
            default:
                break;
        }
    }

    /// <summary>Notes a mail that ends a subscription.</summary>
    public void NoteLeaving(ReportOutcome outcome) => metrics.CountLeaving(outcome);

    /// <summary>Notes a mail that could not be read.</summary>
    public void NoteUnreadable(string mail, Exception fault) => LogUnreadable(mail, fault.GetType().Name);

    /// <summary>Notes a request that did not prove whose it is.</summary>
    public void NoteRefused(string provider, string why)
    {
        metrics.CountRefused(provider);
        LogRefused(provider, why);
    }

    [LoggerMessage(
        EventId = 7111,
        Level = LogLevel.Warning,
        Message = "A report ({Kind}, by {Source} {Mail}) names none of our messages by a token that we made, or its reader is gone; it has no effect"
    )]
    private partial void LogUnknown(string source, string mail, VerdictClass kind);

    [LoggerMessage(
        EventId = 7112,
        Level = LogLevel.Warning,
        Message = "A report ({Kind}, by {Source} {Mail}) has one reader's token and speaks of another reader; it has no effect"
    )]
    private partial void LogContradictory(string source, string mail, VerdictClass kind);

    [LoggerMessage(
        EventId = 7113,
        Level = LogLevel.Information,
        Message = "A report ({Kind}, by {Source}) was counted before; it has no effect"
    )]
    private partial void LogRepeated(string source, VerdictClass kind);

    // The fault's own words may repeat what stands in the mail.
    [LoggerMessage(EventId = 7114, Level = LogLevel.Warning, Message = "Mail {Mail} could not be read ({Fault}) and is left to a person")]
    private partial void LogUnreadable(string mail, string fault);

    [LoggerMessage(EventId = 7115, Level = LogLevel.Warning, Message = "A webhook of {Provider} was refused: {Why}")]
    private partial void LogRefused(string provider, string why);
}
