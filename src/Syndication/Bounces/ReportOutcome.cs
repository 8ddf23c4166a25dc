namespace Syndication.Bounces;

/// <summary>What came of a report.</summary>
internal enum ReportOutcome
{
    /// <summary>It was counted, and what follows from it was done.</summary>
    Applied,

    /// <summary>It was counted before.</summary>
    Repeated,

    /// <summary>It is one of which nothing follows: still being tried, arrived, a machine's answer.</summary>
    Nothing,

    /// <summary>It is no report: a person's words, or what may be, or what nobody can tell.</summary>
    NoReport,

    /// <summary>It names no message of ours by a token that we made, or one whose reader is gone.</summary>
    Unknown,

    /// <summary>It names several messages, or a reader whose message it is not about.</summary>
    Contradictory,
}
