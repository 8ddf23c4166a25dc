namespace Syndication.Delivery.Gate;

/// <summary>What one check of the gate found.</summary>
/// <param name="Check">Its short name: <c>spf</c>, <c>dkim</c>, …</param>
/// <param name="Status">What it comes to.</param>
/// <param name="Says">What was found, as a sentence without its full stop.</param>
/// <param name="Mend">The record to publish, or the setting to change; null: nothing is to be done, or the sentence says it.</param>
internal sealed record GateFinding(string Check, GateStatus Status, string Says, string? Mend = null)
{
    /// <summary>Whether it may hold an issue.</summary>
    public bool IsFault => Status == GateStatus.Fault;
}

/// <summary>What a check comes to.</summary>
internal enum GateStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing, and no reason to hold anything.</summary>
    Note,

    /// <summary>Nobody could say: never a reason to hold anything.</summary>
    Unknown,

    /// <summary>Does not apply.</summary>
    Skipped,

    /// <summary>To be mended.</summary>
    Fault,
}
