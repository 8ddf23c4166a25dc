namespace Syndication.Delivery;

/// <summary>One mail to one recipient, before headers and encoding are made of it.</summary>
public sealed record OutgoingMail
{
    /// <summary>The recipient's addr-spec.</summary>
    public required string To { get; init; }

    /// <summary>From, <c>Name &lt;address&gt;</c>; null: <c>Publication:Sender</c>.</summary>
    public string? From { get; init; }

    /// <summary>Subject, plain text.</summary>
    public required string Subject { get; init; }

    /// <summary>What it says; the same instance for all who get the same.</summary>
    public required MailBody Body { get; init; }

    /// <summary>This recipient's words for the body's holes, one for each in their order, in both parts as they are; none is empty.</summary>
    public IReadOnlyList<string> Fillings { get; init; } = [];

    /// <summary>The version of the content, recorded with the result.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When the content was made: the Date header, the same on every attempt.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>List headers (RFC 2369, 2919, 8058); null on transactional mail that has none.</summary>
    public ListHeaders? List { get; init; }

    /// <summary>Feedback-ID without per-reader values; null: none.</summary>
    public string? FeedbackId { get; init; }
}

/// <summary>What mailbox providers show a way out from.</summary>
/// <param name="Id">List-Id (RFC 2919) as <c>Phrase &lt;id&gt;</c>.</param>
/// <param name="UnsubscribeUrl">Https or http address that takes the one-click POST (RFC 8058).</param>
/// <param name="Archive">List-Archive; null: none.</param>
/// <param name="Help">List-Help; null: none.</param>
public sealed record ListHeaders(string Id, string UnsubscribeUrl, string? Archive = null, string? Help = null);
