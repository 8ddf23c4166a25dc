namespace Syndication.Operations.Messages;

/// <summary>Everything that was ever queued for an address.</summary>
/// <param name="State">The reader's: <c>pending</c>, <c>active</c>, <c>paused</c> or <c>unsubscribed</c>; null: the address is no reader's.</param>
/// <param name="Suppression">Why the address must not be mailed; null: it may be.</param>
/// <param name="Messages">Its messages, newest first.</param>
internal sealed record ReaderHistory(string? State, SuppressionView? Suppression, IReadOnlyList<MessageView> Messages);

/// <summary>Why an address must not be mailed.</summary>
internal sealed record SuppressionView(string Reason, DateTimeOffset At);

/// <summary>One message.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="Token">What its Message-ID and its envelope sender begin with, the same on every attempt.</param>
/// <param name="Stream"><c>digest</c> or <c>transactional</c>.</param>
/// <param name="Issue">The issue's name in addresses; null for other mail.</param>
/// <param name="Title">The issue's newest subject, or what the mail is for.</param>
/// <param name="State">Where it is.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="NextAttemptAt">When it is tried next; null: no more.</param>
/// <param name="DoneAt">When it reached a final state.</param>
/// <param name="Version">The issue's version in the last attempt.</param>
/// <param name="Doubts">How often it came to be in doubt.</param>
/// <param name="Repeats">Acceptances beyond the first.</param>
/// <param name="LastReply">The relay's last words, or why it was not sent.</param>
/// <param name="Attempts">Every try, oldest first.</param>
internal sealed record MessageView(
    long Number,
    string Token,
    string Stream,
    string? Issue,
    string Title,
    string State,
    DateTimeOffset QueuedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? DoneAt,
    int? Version,
    int Doubts,
    int Repeats,
    string? LastReply,
    IReadOnlyList<AttemptView> Attempts
);

/// <summary>One try to hand a message to a relay.</summary>
internal sealed record AttemptView(
    DateTimeOffset At,
    string? Relay,
    string Outcome,
    int? Code,
    string? EnhancedCode,
    string? Text,
    string? QueueId
);
