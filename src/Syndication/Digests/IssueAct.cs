namespace Syndication.Digests;

/// <summary>What an operator can do to an issue.</summary>
internal enum IssueAct
{
    /// <summary>Lets an issue go out that waits for approval.</summary>
    Approve,

    /// <summary>Stops the sending for the time being.</summary>
    Pause,

    /// <summary>Lets a paused issue go on.</summary>
    Resume,

    /// <summary>Ends what is not sent yet.</summary>
    Cancel,

    /// <summary>Sends again to exactly those who did not get it.</summary>
    Resend,

    /// <summary>Sends again what is held: it may have arrived.</summary>
    Release,

    /// <summary>Ends what is held.</summary>
    GiveUp,
}

/// <summary>What came of it.</summary>
internal abstract record IssueActOutcome
{
    private IssueActOutcome() { }

    /// <summary>There is no such issue.</summary>
    public sealed record Unknown : IssueActOutcome;

    /// <summary>The issue is not in a state for it.</summary>
    public sealed record Refused(string Reason) : IssueActOutcome;

    /// <summary>It is done.</summary>
    /// <param name="Messages">How many messages it moved; null where it moves none by itself.</param>
    public sealed record Done(int? Messages) : IssueActOutcome;
}
