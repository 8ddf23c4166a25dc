using MailKit;
using MailKit.Net.Smtp;

namespace Syndication.Delivery.Relays;

/// <summary>What an exception from MailKit's <c>SendAsync</c> says about the message.</summary>
internal static class SmtpOutcomes
{
    private const int Closing = 421;
    private const int MailboxFull = 552;
    private const int TooLarge = 552;

    /// <summary>Judges a failed send.</summary>
    /// <param name="failure">What was thrown after MAIL FROM was begun.</param>
    /// <param name="progress">With everything written, a missing answer leaves the message in doubt.</param>
    public static SendOutcome From(Exception failure, SendProgress progress) =>
        failure switch
        {
            ServiceNotAuthenticatedException refusal => new SendOutcome.RelayFault(RelayReply.From(530, refusal.Message)),
            SmtpCommandException answer => FromAnswer(answer),
            _ => Silence(failure, progress),
        };

    private static SendOutcome FromAnswer(SmtpCommandException answer)
    {
        var code = (int)answer.StatusCode;
        var reply = RelayReply.From(code, answer.Message);
        if (answer.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            // RFC 1870, section 6.1: MAIL tells the size, and this answer is about it, not about us.
            return code == TooLarge ? new SendOutcome.Rejected(reply, NoSuchMailbox: false) : new SendOutcome.RelayFault(reply);
        }

        if (code == Closing)
            return new SendOutcome.Lost(reply, IsAttempt: true);
        var atRecipient = answer.ErrorCode == SmtpErrorCode.RecipientNotAccepted;

        // RFC 5321, section 4.5.3.1.10: 552 to RCPT means 452.
        if (code is >= 400 and < 500 || (atRecipient && code == MailboxFull))
            return new SendOutcome.TryLater(reply);
        return new SendOutcome.Rejected(reply, atRecipient && IsNoSuchMailbox(reply.EnhancedCode));
    }

    /// <summary>5.1.x is about an address (RFC 3463, section 3.2): 5.1.7 and 5.1.8 about ours.</summary>
    private static bool IsNoSuchMailbox(string? enhanced) =>
        enhanced is not null && enhanced.StartsWith("5.1.", StringComparison.Ordinal) && enhanced is not ("5.1.7" or "5.1.8");

    private static SendOutcome Silence(Exception failure, SendProgress progress)
    {
        var reply = RelayReply.From(code: null, failure.Message);
        return progress == SendProgress.AllWritten
            ? new SendOutcome.InDoubt(reply)
            : new SendOutcome.Lost(reply, IsAttempt: progress != SendProgress.Begun);
    }
}
