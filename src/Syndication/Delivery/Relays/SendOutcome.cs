namespace Syndication.Delivery.Relays;

/// <summary>What came of handing one message to a relay.</summary>
internal abstract record SendOutcome(RelayReply Reply)
{
    /// <summary>The relay has it and answers for it (RFC 5321, section 4.1.1.4).</summary>
    public sealed record Accepted(RelayReply Reply) : SendOutcome(Reply);

    /// <summary>The relay said "later" to the recipient, to DATA or to the message.</summary>
    public sealed record TryLater(RelayReply Reply) : SendOutcome(Reply);

    /// <summary>The relay said "never" to the recipient, to DATA or to the message.</summary>
    /// <param name="Reply">What it said.</param>
    /// <param name="NoSuchMailbox">The address itself is at fault, and must not be mailed again.</param>
    public sealed record Rejected(RelayReply Reply, bool NoSuchMailbox) : SendOutcome(Reply);

    /// <summary>The relay refused us, not the message: no attempt is counted and its breaker opens.</summary>
    public sealed record RelayFault(RelayReply Reply) : SendOutcome(Reply);

    /// <summary>The connection ended, or the relay said it would end it, before the message was handed over.</summary>
    /// <param name="Reply">What it said, if anything.</param>
    /// <param name="IsAttempt">Whether it had accepted MAIL FROM: before that, nothing was asked for this message.</param>
    public sealed record Lost(RelayReply Reply, bool IsAttempt) : SendOutcome(Reply);

    /// <summary>Everything was written and nothing was answered: the relay may have it.</summary>
    public sealed record InDoubt(RelayReply Reply) : SendOutcome(Reply);
}
