using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>What a failure means that a provider tells of: by the receiving server's own words and code, as in a mailed report.</summary>
internal static class ProviderFailures
{
    private static readonly FailureRuling Ruling = new(RuleTable.Default);

    /// <summary>The verdict.</summary>
    /// <param name="recipient">Whose mail it was.</param>
    /// <param name="isFinal">Whether the provider says that the address is not to be tried again.</param>
    /// <param name="status">The enhanced code; null: none is told.</param>
    /// <param name="said">What the receiving server said; null: not told.</param>
    /// <returns>Hard where both say so. Where the server's words are not told or say nothing, the provider's word counts if there is a code for it.</returns>
    public static Verdict Of(string? recipient, bool isFinal, string? status, string? said)
    {
        var verdict = Ruling.Rule(recipient, new FailureCause(status ?? "", said ?? "", ""));
        var isHard =
            isFinal && (verdict.Class is VerdictClass.Hard || (verdict.Reason is BounceReason.Undefined && verdict.Status is ['5', ..]));
        return verdict with { Class = isHard ? VerdictClass.Hard : VerdictClass.Soft };
    }
}
