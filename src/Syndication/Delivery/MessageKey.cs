namespace Syndication.Delivery;

/// <summary>What a ledger row is about, in terms of whoever asked for it: Delivery does not look inside.</summary>
/// <param name="Stream">Which stream it belongs to, and so who composes it.</param>
/// <param name="Group">What is sent: the issue, or the transactional mail.</param>
/// <param name="Recipient">Who gets it: the subscriber.</param>
public readonly record struct MessageKey(MessageStream Stream, long Group, long Recipient);

/// <summary>Streams differ in urgency: confirmations must arrive while a million digests are queued.</summary>
public enum MessageStream
{
    /// <summary>Confirmations, links, test mails: sent first, on reserved connections, whatever is paused.</summary>
    Transactional = 1,

    /// <summary>Compiled issues.</summary>
    Digest = 2,
}
