namespace Syndication.Bounces.Judging;

/// <summary>What a mail says of one recipient.</summary>
/// <param name="Recipient">The address as the mail writes it, or null where it names none. Anybody can write any address: it never says whom a report is about.</param>
/// <param name="Class">What follows from it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Status">The enhanced status code (RFC 3463) nearest to the refusal, or null.</param>
public sealed record Verdict(string? Recipient, VerdictClass Class, BounceReason Reason, string? Status)
{
    /// <summary>The class as it is printed: <c>hard</c>, <c>not-bounce</c> ….</summary>
    public string ClassWord =>
        Class switch
        {
            VerdictClass.AuthenticationReport => "authentication-report",
            VerdictClass.NotBounce => "not-bounce",
            _ => Class.ToString().ToLowerInvariant(),
        };

    /// <summary>The reason as it is printed: <c>userunknown</c>, <c>mailboxfull</c> ….</summary>
    public string ReasonWord => WordOf(Reason);

    internal static string WordOf(BounceReason reason) =>
        reason is BounceReason.MessageTooBig ? "mesgtoobig" : reason.ToString().ToLowerInvariant();
}
