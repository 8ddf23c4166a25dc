namespace Syndication.Delivery.Relays;

/// <summary>Who asks for less, when a relay says "later" (RFC 3463, section 3: the second number of the enhanced code says what it is about).</summary>
internal static class Pushback
{
    private const int Closing = 421;
    private const int NoRoom = 452;
    private const int MailboxFull = 552;

    /// <summary>The relay itself has too much to do: fewer connections are kept to it.</summary>
    public static bool IsByRelay(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.RelayFault or SendOutcome.Lost => outcome.Reply.Code == Closing,
            SendOutcome.TryLater { Reply: var reply } => reply.EnhancedCode is { } enhanced
                ? Subject(enhanced) == '3' || enhanced == "4.4.5"
                : reply.Code == NoRoom,
            _ => false,
        };

    /// <summary>
    /// It may be the recipient's domain that wants less. Not where the answer is about one mailbox, nor where each recipient is put off once
    /// before the first message.
    /// </summary>
    public static bool IsByDomain(SendOutcome outcome) =>
        outcome is SendOutcome.TryLater or SendOutcome.Lost { Reply.Code: Closing }
        && !IsAboutMailbox(outcome.Reply)
        && !outcome.Reply.Text.Contains("greylist", StringComparison.OrdinalIgnoreCase)
        && !outcome.Reply.Text.Contains("graylist", StringComparison.OrdinalIgnoreCase);

    private static bool IsAboutMailbox(RelayReply reply) =>
        reply.EnhancedCode is { } enhanced ? Subject(enhanced) is '1' or '2' : reply.Code == MailboxFull;

    private static char Subject(string enhanced) => enhanced[2];
}
