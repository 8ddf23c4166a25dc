namespace Syndication.Operations.DoNotMail;

/// <summary>An address that must not be mailed, and why.</summary>
/// <param name="Id">What it is called here: an address alone is kept as a keyed hash.</param>
/// <param name="Address">The address, where a reader of ours has it; null: nobody's any more.</param>
/// <param name="Reason">Such as <c>no-such-mailbox</c>, <c>keeps-failing</c> or <c>complaint</c>.</param>
/// <param name="Since">Since when.</param>
/// <param name="Report">The report that led to it; null: the relay's own answer, or somebody's word.</param>
internal sealed record ListedSuppression(string Id, string? Address, string Reason, DateTimeOffset Since, ListedReport? Report);

/// <summary>A report that is kept.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Class"><c>hard</c>, <c>soft</c>, <c>complaint</c> or <c>unsubscribe</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Status">Enhanced status code (RFC 3463).</param>
/// <param name="Source"><c>mailbox</c>, or the provider that reported.</param>
/// <param name="At">When it was read.</param>
/// <param name="Message">The message's number in the ledger.</param>
internal sealed record ListedReport(
    long Number,
    string Class,
    string Reason,
    string? Status,
    string Source,
    DateTimeOffset At,
    long? Message
);

/// <summary>Which address is meant: one of the two.</summary>
/// <param name="Address">The address.</param>
/// <param name="Id">What the list calls it.</param>
internal sealed record SuppressionQuery(string? Address, string? Id);
