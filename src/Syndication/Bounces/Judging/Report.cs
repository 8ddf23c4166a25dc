namespace Syndication.Bounces.Judging;

/// <summary>What was read from a mail that came back: the verdicts, and what tells which message of ours it is about.</summary>
public sealed record Report
{
    /// <summary>One for each recipient; never empty.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>Whether nothing but the words of its subject says that a program wrote it: a person may have.</summary>
    public bool IsGuess { get; init; }

    /// <summary>The mail's own Message-ID, without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>The Message-IDs, without angle brackets, that it names as those of the message that it is about, nearest first.</summary>
    public IReadOnlyList<string> OriginalMessageIds { get; init; } = [];

    /// <summary>The addresses that it was delivered to, by Delivered-To, X-Original-To, Envelope-To and To, nearest first.</summary>
    public IReadOnlyList<string> DeliveredTo { get; init; } = [];

    /// <summary>What the returned message says of its envelope sender, by Return-Path.</summary>
    public IReadOnlyList<string> ReturnPaths { get; init; } = [];

    /// <summary>The fields of a feedback report (RFC 5965), or null where it is none.</summary>
    public FeedbackFields? Feedback { get; init; }
}
