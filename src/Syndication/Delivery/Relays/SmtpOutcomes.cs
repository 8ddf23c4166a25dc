using MailKit;
using MailKit.Net.Smtp;

namespace Syndication.Delivery.Relays;

/// <summary>What an exception from MailKit's <c>SendAsync</c> says about the message.</summary>
internal static class SmtpOutcomes
{
    private const int Closing = 421;
    private const int MailboxFull = 552;

    /// <summary>Judges a failed send.</summary>
    /// <param name="failure">What was thrown after MAIL FROM was begun.</param>
    /// <param name="allWritten">Whether every byte of the message was written: then a missing answer leaves it in doubt.</param>
    public static SendOutcome From(Exception failure, bool allWritten) =>
        failure switch
        {
            ServiceNotAuthenticatedException refusal => new SendOutcome.RelayFault(RelayReply.From(530, refusal.Message)),
            SmtpCommandException answer => FromAnswer(answer),
            _ => Silence(failure, allWritten),
        };

    private static SendOutcome FromAnswer(SmtpCommandException answer)
    {
        var code = (int)answer.StatusCode;
        var reply = RelayReply.From(code, answer.Message);
        if (answer.ErrorCode == SmtpErrorCode.SenderNotAccepted)
            return new SendOutcome.RelayFault(reply);
        if (code == Closing)
            return new SendOutcome.Lost(reply);
        var atRecipient = answer.ErrorCode == SmtpErrorCode.RecipientNotAccepted;

        // RFC 5321, section 4.5.3.1.10: 552 to RCPT means 452.
        if (code is >= 400 and < 500 || (atRecipient && code == MailboxFull))
            return new SendOutcome.TryLater(reply);
        return new SendOutcome.Rejected(reply, atRecipient && IsNoSuchMailbox(reply.EnhancedCode));
    }

    /// <summary>5.1.x is about an address (RFC 3463, section 3.2): 5.1.7 and 5.1.8 about ours.</summary>
    private static bool IsNoSuchMailbox(string? enhanced) =>
        enhanced is not null && enhanced.StartsWith("5.1.", StringComparison.Ordinal) && enhanced is not ("5.1.7" or "5.1.8");

    private static SendOutcome Silence(Exception failure, bool allWritten)
    {
        var reply = RelayReply.From(code: null, failure.Message);
        return allWritten ? new SendOutcome.InDoubt(reply) : new SendOutcome.Lost(reply);
    }
}
