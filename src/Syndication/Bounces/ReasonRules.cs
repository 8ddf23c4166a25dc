using Syndication.Bounces.Judging;
using Syndication.Delivery.Returns;

namespace Syndication.Bounces;

/// <summary>What follows from a verdict, before it is known whose it is.</summary>
internal static class ReasonRules
{
    /// <summary>The reasons of <see cref="NeverAlone"/>, as reports are kept.</summary>
    public static IReadOnlyList<string> NeverAloneWords { get; } =
    [.. Enum.GetValues<BounceReason>().Where(NeverAlone).Select(Verdict.WordOf)];

    /// <summary>What came back, as it is counted; null: nothing follows.</summary>
    public static ReturnClass? ClassOf(Verdict verdict) =>
        verdict.Class switch
        {
            VerdictClass.Complaint => ReturnClass.Complaint,
            VerdictClass.Hard when !NeverAlone(verdict.Reason) => ReturnClass.Hard,
            VerdictClass.Hard or VerdictClass.Soft => ReturnClass.Soft,
            _ => null,
        };

    /// <summary>
    /// Whether the reason is about this message, this moment or us, and not about the address: such a failure is noted and never leads to a
    /// suppression, whatever class it is given.
    /// </summary>
    public static bool NeverAlone(BounceReason reason) =>
        reason
            is BounceReason.MailboxFull
                or BounceReason.SystemFull
                or BounceReason.MessageTooBig
                or BounceReason.Greylisted
                or BounceReason.Speeding
                or BounceReason.Rejected
                or BounceReason.Blocked
                or BounceReason.AuthFailure
                or BounceReason.RequirePtr
                or BounceReason.PolicyViolation
                or BounceReason.NotCompliantRfc
                or BounceReason.SpamDetected
                or BounceReason.VirusDetected
                or BounceReason.SecurityError
                or BounceReason.NoRelaying
                or BounceReason.SyntaxError
                or BounceReason.FailedStartTls;

    /// <summary>The one verdict of several that is about a reader's mailbox.</summary>
    /// <param name="verdicts">What a report says, of one recipient each.</param>
    /// <param name="address">The reader's address.</param>
    /// <returns>
    /// The one that names the address. Where none does, the mail was passed on by its mailbox, and the mildest counts: it may have reached
    /// somebody.
    /// </returns>
    public static Verdict Of(IReadOnlyList<Verdict> verdicts, string address) =>
        verdicts.FirstOrDefault(verdict => Names(verdict, address)) ?? verdicts.OrderBy(Weight).First();

    /// <summary>Whether a verdict speaks of an address.</summary>
    public static bool Names(Verdict verdict, string address) =>
        string.Equals(verdict.Recipient?.Trim('<', '>', ' '), address, StringComparison.OrdinalIgnoreCase);

    private static int Weight(Verdict verdict) =>
        ClassOf(verdict) switch
        {
            ReturnClass.Complaint => 3,
            ReturnClass.Hard => 2,
            ReturnClass.Soft => 1,
            _ => 0,
        };
}
