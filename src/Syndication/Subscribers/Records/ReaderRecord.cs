namespace Syndication.Subscribers.Records;

/// <summary>All that is stored about one reader (GDPR, articles 15 and 20).</summary>
public sealed record ReaderRecord
{
    /// <summary>Address, state and plan.</summary>
    public required SubscriberView Reader { get; init; }

    /// <summary>When the address first came here.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When consent was confirmed; null: never.</summary>
    public required DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What was agreed to and taken back, oldest first.</summary>
    public required IReadOnlyList<ConsentRecord> Consent { get; init; }

    /// <summary>What was sent, oldest first.</summary>
    public required IReadOnlyList<MailRecord> Mails { get; init; }
}

/// <summary>An entry of the consent log.</summary>
/// <param name="What">What happened, such as <c>confirmed</c>.</param>
/// <param name="At">When.</param>
/// <param name="How">By which way, such as <c>page</c>.</param>
/// <param name="Wording">The version of the words that the reader had before them.</param>
/// <param name="Remark">How consent was given elsewhere; empty otherwise.</param>
public sealed record ConsentRecord(string What, DateTimeOffset At, string How, string Wording, string Remark);

/// <summary>A mail.</summary>
/// <param name="Kind"><c>digest</c> or what else it was for.</param>
/// <param name="Title">Its title, where it had one.</param>
/// <param name="State">What became of it.</param>
/// <param name="QueuedAt">When it was due to be sent.</param>
/// <param name="DoneAt">When it was settled; null: not yet.</param>
public sealed record MailRecord(string Kind, string? Title, string State, DateTimeOffset QueuedAt, DateTimeOffset? DoneAt);
