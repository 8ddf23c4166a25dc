using MimeKit;

namespace Syndication.Bounces.Judging;

/// <summary>Says what a mail that came back means: who failed, why, and whether for good. What it knows stands in <c>rules.tsv</c>.</summary>
public sealed partial class BounceJudge
{
    private const int Deepest = 3;

    private static readonly IReadOnlyList<Verdict> NoBounce = [new Verdict(null, VerdictClass.NotBounce, BounceReason.None, null)];

    private readonly ILogger<BounceJudge> logger;
    private readonly RuleTable rules;
    private readonly FeedbackReader feedback;
    private readonly FailureReader failures;
    private readonly ReadingReader readings;
    private readonly ProviderNotices notices;

    /// <summary>A judge; it keeps nothing between mails and may be asked from any thread.</summary>
    public BounceJudge(ILogger<BounceJudge> logger)
    {
        this.logger = logger;
        rules = RuleTable.Default;
        var ruling = new FailureRuling(rules);
        feedback = new FeedbackReader(rules);
        failures = new FailureReader(rules, ruling);
        readings = new ReadingReader(rules, ruling);
        notices = new ProviderNotices(ruling);
    }

    /// <summary>The verdicts on a mail, never empty. Reads at most 1 MiB, from where the stream stands; whatever the bytes are, it does not throw.</summary>
    /// <exception cref="IOException">The stream could not be read: ask again.</exception>
    public IReadOnlyList<Verdict> Judge(Stream message) => Read(message).Verdicts;

    /// <summary>The verdicts on a mail, and what tells which message of ours it is about. Else as <see cref="Judge(Stream)"/>.</summary>
    /// <exception cref="IOException">The stream could not be read: ask again.</exception>
    public Report Read(Stream message)
    {
        try
        {
            return Examine(message);
        }
        catch (Exception fault) when (fault is not (IOException or OutOfMemoryException))
        {
            // One mail must not stop the mailbox behind it: anybody can send any bytes.
            LogFault(logger, fault.GetType().Name);
            return new Report { Verdicts = NoBounce };
        }
    }

    /// <summary>As <see cref="Read"/>, with all faults seen.</summary>
    internal Report Examine(Stream message)
    {
        using var parsed = MailOpener.Parse(message);
        return parsed is null ? new Report { Verdicts = NoBounce } : Examine(parsed, 0);
    }

    private Report Examine(MimeMessage message, int depth)
    {
        var mail = MailOpener.Open(message);
        var fields = FeedbackReader.FieldsOf(mail);
        var verdicts = feedback.Judge(mail, fields) ?? notices.Judge(mail) ?? Failures(mail) ?? readings.Judge(mail);

        // Virus filters and list servers wrap the report in a mail of their own.
        if (mail.Inner.Count > 0 && depth < Deepest && IsUntold(verdicts))
        {
            var inner = Examine(mail.Inner[0], depth + 1);
            if (inner.Verdicts.Any(verdict => verdict.Class is VerdictClass.Hard or VerdictClass.Soft or VerdictClass.Delayed))
                return inner with { MessageId = OriginalMessages.IdOf(mail), DeliveredTo = DeliveredTo(mail) };
        }

        var isMarked = AutomaticAnswers.IsMarked(mail);
        var isGuess = verdicts is null && !isMarked && AutomaticAnswers.SoundsLikeOne(mail, rules);
        return new Report
        {
            Verdicts = verdicts ?? (isMarked || isGuess ? [Automatic()] : NoBounce),
            IsGuess = isGuess,
            MessageId = OriginalMessages.IdOf(mail),
            OriginalMessageIds = OriginalMessages.IdsIn(mail),
            ReturnPaths = OriginalMessages.ReturnPathsIn(mail),
            DeliveredTo = DeliveredTo(mail),
            Feedback = fields,
        };
    }

    private IReadOnlyList<Verdict>? Failures(OpenedMail mail) =>
        mail.ReadingReports.Count > 0 && mail.DeliveryReports.Count == 0 ? null : failures.Judge(mail);

    private static bool IsUntold(IReadOnlyList<Verdict>? verdicts) =>
        verdicts is null or [{ Recipient: null, Class: VerdictClass.Soft or VerdictClass.Hard }] or [{ Reason: BounceReason.Undefined }];

    private static Verdict Automatic() => new(null, VerdictClass.AutoReply, BounceReason.Vacation, null);

    private static IReadOnlyList<string> DeliveredTo(OpenedMail mail) =>
        mail.Fields.Addresses("Delivered-To", "X-Original-To", "Envelope-To", "To");

    [LoggerMessage(EventId = 7101, Level = LogLevel.Warning, Message = "A mail could not be judged ({Fault}); it counts as no bounce")]
    private static partial void LogFault(ILogger logger, string fault);
}
