using Syndication.Delivery.Relays;

namespace Syndication.Delivery.Figures;

/// <summary>Why a relay refused a message for good, in the words that reports are judged by (Bounces.Judging), so that both add up.</summary>
internal static class RefusalReasons
{
    /// <summary>The one that says that the address is dead: a hard bounce.</summary>
    public const string NoSuchMailbox = "userunknown";

    private const int TooLarge = 552;

    /// <summary>The word for a refusal.</summary>
    public static string Of(SendOutcome.Rejected refusal) =>
        refusal switch
        {
            { NoSuchMailbox: true } => NoSuchMailbox,
            { Reply.EnhancedCode: "5.2.2" } => "mailboxfull",
            { Reply.EnhancedCode: "5.2.3" or "5.3.4" } or { Reply.Code: TooLarge } => "mesgtoobig",
            { Reply.EnhancedCode: { } code } when code.StartsWith("5.7.", StringComparison.Ordinal) => "policyviolation",
            _ => "undefined",
        };
}
