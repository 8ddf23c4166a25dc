namespace Syndication.Mailboxes;

/// <summary>A mailbox cannot be read now: not reached, refused, or broken off. Another try may succeed.</summary>
/// <param name="message">Which mailbox, and what happened; no address and no password.</param>
/// <param name="cause">What the library or the system said.</param>
public sealed class MailboxException(string message, Exception cause) : Exception(message, cause);
