namespace Syndication.Delivery;

/// <summary>The numbers of one group: what was planned, and where its messages are now.</summary>
/// <param name="Planned">How many were ever queued.</param>
/// <param name="States">How many are in each state; a state without messages is not in it.</param>
/// <param name="Repeats">Acceptances beyond the first, all messages together.</param>
/// <param name="Doubts">How often a message came to be in doubt, all together; not the number that are in doubt now.</param>
public sealed record MailingCounts(long Planned, IReadOnlyDictionary<MessageState, int> States, int Repeats, int Doubts)
{
    /// <summary>How many are in a state now.</summary>
    public int In(MessageState state) => States.GetValueOrDefault(state);

    /// <summary>The ledger's invariant: every message that was planned is in exactly one state.</summary>
    public bool AddsUp => Planned == States.Values.Sum(count => (long)count);
}
