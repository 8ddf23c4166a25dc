namespace Syndication.Bounces.Judging;

/// <summary>Why. Only the first four speak against the address itself.</summary>
public enum BounceReason
{
    /// <summary>Nobody of that name.</summary>
    UserUnknown,

    /// <summary>No such domain.</summary>
    HostUnknown,

    /// <summary>The recipient has gone elsewhere.</summary>
    HasMoved,

    /// <summary>The domain says that it takes no mail.</summary>
    NotAccept,

    /// <summary>The recipient's mailbox is full.</summary>
    MailboxFull,

    /// <summary>The recipient's server is full.</summary>
    SystemFull,

    /// <summary>The message is too big.</summary>
    MessageTooBig,

    /// <summary>Not delivered within the time for it.</summary>
    Expired,

    /// <summary>No connection, no answer from DNS, or a loop.</summary>
    NetworkError,

    /// <summary>A fault of the recipient's server.</summary>
    SystemError,

    /// <summary>A fault of the program that delivers into the mailbox.</summary>
    MailerError,

    /// <summary>The account is disabled or locked.</summary>
    Suspend,

    /// <summary>Refused after the message was seen, or without saying at which step.</summary>
    Filtered,

    /// <summary>The sender's address was refused.</summary>
    Rejected,

    /// <summary>The sending server was refused: a block list, its reputation, its name.</summary>
    Blocked,

    /// <summary>SPF, DKIM or DMARC did not pass.</summary>
    AuthFailure,

    /// <summary>The sending server has no name in reverse DNS.</summary>
    RequirePtr,

    /// <summary>Against a rule of the recipient's system.</summary>
    PolicyViolation,

    /// <summary>The message breaks a standard.</summary>
    NotCompliantRfc,

    /// <summary>Taken for spam.</summary>
    SpamDetected,

    /// <summary>Taken for a virus.</summary>
    VirusDetected,

    /// <summary>Not allowed to send there.</summary>
    SecurityError,

    /// <summary>The server does not relay.</summary>
    NoRelaying,

    /// <summary>Too fast or too much.</summary>
    Speeding,

    /// <summary>To be tried again later, by which spam filters know honest senders.</summary>
    Greylisted,

    /// <summary>A command was not understood.</summary>
    SyntaxError,

    /// <summary>No encrypted connection.</summary>
    FailedStartTls,

    /// <summary>Refused for the time being, without more.</summary>
    OnHold,

    /// <summary>A failure that does not say why.</summary>
    Undefined,

    /// <summary>A feedback report: a complaint, or a report on authentication.</summary>
    Feedback,

    /// <summary>An automatic answer.</summary>
    Vacation,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>Nothing happened.</summary>
    None,
}
