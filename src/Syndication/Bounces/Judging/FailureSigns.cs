using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>Tells whether a mail without a report part reports a failure: two of its sender, its subject and its words must say so.</summary>
internal sealed partial class FailureSigns(RuleTable rules)
{
    /// <param name="mail">The mail.</param>
    /// <param name="report">Its text without what it brings back.</param>
    public FailureSign Of(OpenedMail mail, string report)
    {
        var subject = PlainWords.Of(mail.Subject);
        var words = PlainWords.Of(report);
        var bySender = IsMailer(mail);
        var bySubject = rules.Has("subject", subject);
        var byWords = rules.Has("failure", words) || rules.Has("stage", words);
        var soundsAutomatic = AutomaticAnswers.SoundsLikeOne(mail, rules);
        var fromNobody = IsFromNobody(mail) && !soundsAutomatic && !AutomaticAnswers.IsMarked(mail);
        return new FailureSign
        {
            IsFailure =
                !((IsAnswer(mail) || soundsAutomatic) && !bySender)
                && ((byWords && (bySender || bySubject || fromNobody)) || (bySubject && (bySender || fromNobody))),
            IsCertain = bySubject && (bySender || byWords),
            IsDelay = rules.Has("delay", subject) || rules.Has("delay", words),
        };
    }

    private bool IsMailer(OpenedMail mail) =>
        mail.From.Contains("<>", StringComparison.Ordinal) || rules.Has("sender", mail.From.ToLowerInvariant());

    // The null return path, as its recipient's server writes it.
    private static bool IsFromNobody(OpenedMail mail) =>
        mail["Return-Path"] is { } path && (!path.Contains('@') || path.Contains("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase));

    private static bool IsAnswer(OpenedMail mail) => mail["In-Reply-To"] is not null && AnswerPrefix.IsMatch(mail.Subject);

    [GeneratedRegex(
        @"^\s*(re|aw|sv|vs|antw|odp|r|rif|rv|回复|答复|回覆)\s*(\[[0-9]+\])?\s*[:：]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AnswerPrefix { get; }

    /// <summary>What the signs say.</summary>
    internal readonly record struct FailureSign
    {
        public bool IsFailure { get; init; }

        /// <summary>So plainly that it is one even where it names nobody.</summary>
        public bool IsCertain { get; init; }

        /// <summary>Whether the sender still tries.</summary>
        public bool IsDelay { get; init; }
    }
}
