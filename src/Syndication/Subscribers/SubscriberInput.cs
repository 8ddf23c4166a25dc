namespace Syndication.Subscribers;

/// <summary>A reader as a list brings them: the contract's JSON.</summary>
public sealed record SubscriberInput
{
    /// <summary>One address.</summary>
    public string? Email { get; init; }

    /// <summary><c>active</c> (the default), <c>paused</c> or <c>unsubscribed</c>.</summary>
    public string? State { get; init; }

    /// <summary>Where the consent comes from; required unless unsubscribed.</summary>
    public ConsentInput? Consent { get; init; }

    /// <summary>The plan; <see cref="PlanInput.Cadences"/> is required unless unsubscribed.</summary>
    public PlanInput? Plan { get; init; }
}

/// <summary>Consent given elsewhere.</summary>
public sealed record ConsentInput
{
    /// <summary>When it was given.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How, in the newsroom's words; 1 to 200 characters.</summary>
    public string? How { get; init; }
}

/// <summary>A change to a reader; what is null stays.</summary>
public sealed record SubscriberChange
{
    /// <summary><c>active</c> ends a pause, <c>paused</c> begins one, <c>unsubscribed</c> ends the subscription. Who left cannot be brought back.</summary>
    public string? State { get; init; }

    /// <summary>Changes to the plan.</summary>
    public PlanInput? Plan { get; init; }
}

/// <summary>A reader as the API shows them.</summary>
public sealed record SubscriberView
{
    /// <summary>The address.</summary>
    public required string Email { get; init; }

    /// <summary><c>pending</c>, <c>active</c>, <c>paused</c> or <c>unsubscribed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The consent that holds, or held last; null: never given.</summary>
    public ConsentInput? Consent { get; init; }

    /// <summary>The whole plan.</summary>
    public required PlanInput Plan { get; init; }
}

/// <summary>What became of a batch.</summary>
/// <param name="Items">In the order sent.</param>
public sealed record BatchReply(IReadOnlyList<BatchItem> Items);

/// <summary>What became of one item.</summary>
/// <param name="Email">As it was sent.</param>
/// <param name="Outcome">
/// <c>created</c>; <c>confirmed</c> (had signed up here and not confirmed); <c>unsubscribed</c> (had left elsewhere); <c>unchanged</c> (is here
/// already; the plan is the reader's own); <c>left</c> (left, was erased or never wanted mail: not brought back); <c>suppressed</c> (must not be
/// mailed: a mailbox that does not exist, or a complaint); <c>invalid</c>.
/// </param>
/// <param name="Errors">What is wrong, by field; null: nothing.</param>
public sealed record BatchItem(string? Email, string Outcome, Dictionary<string, string[]>? Errors = null);
