namespace Syndication.Delivery;

/// <summary>Where a message is on its way (design, "The ledger").</summary>
/// <remarks>
/// A doubt is never forgotten: <see cref="Message.Doubts"/> only rises, and a row with one may have arrived whatever its state. So <see cref="Failed"/>
/// and <see cref="Expired"/> are for rows without a doubt; a row with one that cannot go on is <see cref="Held"/>. Only where its reader wants it no
/// more does it end, as <see cref="Cancelled"/> or <see cref="Suppressed"/>: there is nothing for the operator to decide.
/// </remarks>
public enum MessageState
{
    /// <summary>Waits for a sender.</summary>
    Queued = 0,

    /// <summary>A sender holds it; nothing was written to a relay.</summary>
    Leased = 1,

    /// <summary>Its intent is committed: a relay may have it.</summary>
    Sending = 2,

    /// <summary>The relay said "later"; tried again at its next attempt.</summary>
    Deferred = 3,

    /// <summary>All bytes were written and no answer came: sent again with the same Message-ID.</summary>
    InDoubt = 4,

    /// <summary>May have arrived and is not sent again (in doubt too often, or by policy; refused, stale or stopped after a doubt): waits for the operator.</summary>
    Held = 5,

    /// <summary>Final: the relay took it.</summary>
    Sent = 6,

    /// <summary>Final: refused for good, or it could not be rendered; nobody has it.</summary>
    Failed = 7,

    /// <summary>Final while its address must not be mailed; without a doubt it is <see cref="Cancelled"/> once the address may be, or the reader has another.</summary>
    Suppressed = 8,

    /// <summary>Final: the reader left, paused or was erased, or what it carries was taken back. With a doubt, it may have arrived.</summary>
    Cancelled = 9,

    /// <summary>Final: stale before it could be sent; its articles go into the next issue; nobody has it.</summary>
    Expired = 10,
}
