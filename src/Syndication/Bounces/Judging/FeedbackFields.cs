namespace Syndication.Bounces.Judging;

/// <summary>The fields of a feedback report (RFC 5965, 6591), as they stand there.</summary>
public sealed record FeedbackFields
{
    /// <summary>Lower case: <c>abuse</c>, <c>fraud</c>, <c>virus</c>, <c>other</c>, <c>not-spam</c>, <c>auth-failure</c>, <c>opt-out</c> ….</summary>
    public required string Type { get; init; }

    /// <summary>The program that made it.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The envelope id of the message.</summary>
    public string? OriginalEnvelopeId { get; init; }

    /// <summary>The envelope sender of the message.</summary>
    public string? OriginalMailFrom { get; init; }

    /// <summary>The envelope recipients of the message.</summary>
    public IReadOnlyList<string> OriginalRecipients { get; init; } = [];

    /// <summary>When the message arrived.</summary>
    public string? ArrivalDate { get; init; }

    /// <summary>The server that reports.</summary>
    public string? ReportingMta { get; init; }

    /// <summary>Where the message came from.</summary>
    public string? SourceIp { get; init; }

    /// <summary>How many messages this stands for.</summary>
    public string? Incidents { get; init; }

    /// <summary>The domains that are reported.</summary>
    public IReadOnlyList<string> ReportedDomains { get; init; } = [];
}
