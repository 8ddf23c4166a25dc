namespace Syndication.Subscribers.Lists;

/// <summary>What became, or would become, of somebody on a list.</summary>
public enum ListOutcome
{
    /// <summary>Not stored: something is wrong with the row.</summary>
    Invalid,

    /// <summary>Is a reader now.</summary>
    Created,

    /// <summary>Had signed up here and not confirmed; is a reader now.</summary>
    Confirmed,

    /// <summary>Had left elsewhere, and so is no reader here (any more).</summary>
    Unsubscribed,

    /// <summary>Is here already; the plan is the reader's own.</summary>
    Unchanged,

    /// <summary>Left, was erased or never wanted mail: not brought back.</summary>
    Left,

    /// <summary>Must not be mailed (a mailbox that does not exist, a complaint): not brought in.</summary>
    Suppressed,

    /// <summary>Had not confirmed elsewhere either: not brought in.</summary>
    Unconfirmed,
}
