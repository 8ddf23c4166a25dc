namespace Syndication.Bounces.Judging;

/// <summary>What a mail that came back means for the one it was sent to.</summary>
public enum VerdictClass
{
    /// <summary>No failure, no complaint, nothing automatic: a person wrote, or it is about something else.</summary>
    NotBounce,

    /// <summary>The address does not exist, or nobody takes mail for its domain.</summary>
    Hard,

    /// <summary>The mail failed for a reason that says nothing final about the address.</summary>
    Soft,

    /// <summary>The reader called the mail spam.</summary>
    Complaint,

    /// <summary>Not there yet; the sender still tries.</summary>
    Delayed,

    /// <summary>A vacation note or the like.</summary>
    AutoReply,

    /// <summary>It arrived, was handed on, or was read.</summary>
    Delivered,

    /// <summary>About SPF, DKIM, DMARC or TLS of the domain, not about a reader.</summary>
    AuthenticationReport,
}
